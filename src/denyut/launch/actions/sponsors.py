"""Deeds on sponsors and what they promise."""

from django.utils.translation import gettext as _

from denyut.launch.models import Commitment, Sponsor, Start
from denyut.launch.verbs import COMMITMENT_PUBLISHED, SPONSOR_CHOSEN, SPONSOR_RELEASED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

TEXT_AT_LEAST, TEXT_AT_MOST = 20, 2000


@deed("launch.choose_sponsor")
def choose_sponsor(actor: Person, start: Start, *, person: Person) -> Sponsor:
    """Ask somebody to stand for the start.

    Raises Refused where the rule says no, Conflict for a sponsor, Invalid for whoever can't be one.
    """
    require(actor, "launch.lead")
    if not person.is_active or person.is_bot or person.is_auditor:
        raise Invalid(_("Choose a colleague who sets goals themself."), code="not_a_colleague", field="person")
    if Sponsor.objects.standing().filter(start=start, person=person).exists():
        raise Conflict(_("This person is a sponsor already."), code="sponsor", field="person")
    sponsor = Sponsor.objects.create(start=start, person=person, chosen_by=actor, chosen_at=clock.now())
    record(SPONSOR_CHOSEN, actor, sponsor, facts=_facts(sponsor))
    return sponsor


@deed("launch.release_sponsor")
def release_sponsor(actor: Person, sponsor: Sponsor) -> Sponsor:
    """Let a sponsor go; what they published stays in the history. Raises Refused where the rule says no, Conflict when it was done."""
    require(actor, "launch.lead")
    sponsor = _as_it_stands(sponsor)
    if sponsor.released_at is not None:
        raise Conflict(_("This person is no sponsor any more."), code="released")
    sponsor.released_at = clock.now()
    sponsor.save(update_fields=["released_at"])
    record(SPONSOR_RELEASED, actor, sponsor, facts=_facts(sponsor))
    return sponsor


@deed("launch.publish_commitment")
def publish_commitment(actor: Person, sponsor: Sponsor, *, text: str) -> Commitment:
    """Publish a commitment, or other words for it; earlier versions stay. Raises Refused for others, Invalid for too few or many words."""
    sponsor = _as_it_stands(sponsor)
    require(actor, "launch.commit", sponsor)
    text = text.strip().replace("\x00", "")
    if not TEXT_AT_LEAST <= len(text) <= TEXT_AT_MOST:
        reason = _("Say in 20 to 2,000 letters what you will do yourself: everybody will hold you to it.")
        raise Invalid(reason, code="length", field="text")
    newest = sponsor.commitments.first()
    if newest is not None and newest.text == text:
        raise Conflict(_("These are the words that are published."), code="same", field="text")
    number = newest.number + 1 if newest is not None else 1
    made = Commitment.objects.create(sponsor=sponsor, number=number, text=text, published_at=clock.now())
    record(COMMITMENT_PUBLISHED, actor, made, facts={"cycle": sponsor.start.cycle_id, "version": number}, text=text)
    return made


def _as_it_stands(sponsor: Sponsor) -> Sponsor:
    return Sponsor.objects.select_related("start", "person").get(pk=sponsor.pk)


def _facts(sponsor: Sponsor) -> dict[str, object]:
    return {"cycle": sponsor.start.cycle_id, "person": sponsor.person_id}
