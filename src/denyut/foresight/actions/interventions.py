"""The deed of acting upon a warning."""

from django.utils.translation import gettext as _

from denyut.foresight.actions.told import leaders_of, told_of
from denyut.foresight.actions.warnings import surface, warning_as_it_stands
from denyut.foresight.models import EarlyWarning, Forecast, Intervention
from denyut.foresight.verbs import INTERVENED
from denyut.matters.models import Blocker
from denyut.okr.paces import paces_of
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

NOTE_AT_MOST = 500


@deed("foresight.intervene")
def intervene(
    actor: Person, warning: EarlyWarning, *, kind: str, note: str = "", with_person: Person | None = None
) -> Intervention:
    """Do something about a warning: help, unblock, hands, scope, action or accept; with a sentence where one wants to.

    An owner who acts within the first day has brought it up themselves, and it opens at once. Raises NotThere for a warning that the actor
    does not see, Refused where the rule says no, Conflict when its cause is gone, Invalid for a kind that is none or too long a sentence.
    """
    if not EarlyWarning.objects.visible_to(actor).filter(pk=warning.pk).exists():
        raise NotThere(_("This is not there any more."), code="gone")
    found = warning_as_it_stands(warning)
    require(actor, "foresight.intervene", found)
    _check(found, kind, note, with_person)
    now, kr = clock.now(), found.key_result
    if surface(actor, found):
        found.open_at = now
        found.save(update_fields=["surfaced_by", "open_at"])
    standing = paces_of([], [kr]).key_result(kr, company_now().date())
    last = Forecast.objects.filter(key_result=kr).first()
    blocking = Blocker.objects.visible_to(actor).standing().filter(key_result=kr).first()
    made = Intervention.objects.create(
        warning=found,
        kind=kind,
        note=note.strip().replace("\x00", ""),
        by=actor,
        with_person=with_person,
        blocker=blocking if kind == Intervention.InterventionKind.UNBLOCK else None,
        at=now,
        status_then=standing.status.value,
        was_red=standing.is_red,
        probability_then=last.probability if last else None,
        pace_then=last.progress_pace if last else None,
        lead_days=(kr.last_day - company_now().date()).days,
    )
    sides = {kr.owner_id, *leaders_of(kr), *([with_person.pk] if with_person else [])}
    told = sorted(pk for pk in sides if pk != actor.pk and _sees(pk, kr.pk))
    record(INTERVENED, actor, made, facts=told_of(found, intervention=made.pk, act=kind, told=told), text=made.note)
    return made


def _check(warning: EarlyWarning, kind: str, note: str, with_person: Person | None) -> None:
    if not warning.is_standing:
        raise Conflict(_("The cause of this warning is gone. There is nothing left to do about it."), code="closed")
    if kind not in Intervention.InterventionKind.values:
        raise Invalid(_("Choose what you do about it."), code="no_kind", field="kind")
    if len(note) > NOTE_AT_MOST:
        raise Invalid(_("A sentence has up to 500 letters."), code="too_long", field="note")
    if with_person is not None and (with_person.is_bot or not with_person.is_active):
        raise Invalid(_("Choose a colleague whose account is open."), code="not_a_colleague", field="with_person")


def _sees(person: int, key_result: int) -> bool:
    known = Person.objects.filter(pk=person).first()
    return known is not None and EarlyWarning.objects.visible_to(known).filter(key_result=key_result).exists()
