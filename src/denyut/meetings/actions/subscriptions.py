"""Deeds on subscriptions and their digests."""

from django.utils.translation import gettext as _

from denyut.chat.actions import tell_card
from denyut.chat.models import Room
from denyut.meetings.compiling.sections import changes_of
from denyut.meetings.compiling.sources import Source, Span, for_everybody, of_objective, of_viewer
from denyut.meetings.models import Digest, Subscription
from denyut.meetings.scope import goals_of
from denyut.meetings.verbs import DIGEST_MAILED, DIGEST_OPENED, DIGEST_SENT, SUBSCRIBED, UNSUBSCRIBED
from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Department, Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

CARD = "meetings.digest_card"


@deed("meetings.subscribe")
def subscribe(
    actor: Person,
    *,
    objective: Objective | None = None,
    department: Department | None = None,
    room: Room | None = None,
    every: str = Subscription.Every.WEEK,
) -> Subscription:
    """Follow an objective or a department (without both: the company), for oneself or for a `room`. Again changes only how often.

    A room hears of what everybody may see. Raises Refused where the rule says no, Invalid.
    """
    require(actor, "meetings.subscribe", room)
    if every not in Subscription.Every.values:
        raise Invalid(_("Choose every day or every week."), code="not_a_choice", field="every")
    if objective is not None and department is not None:
        raise Invalid(_("Follow an objective or a department, one at a time."), code="both", field="department")
    if objective is not None and not Objective.objects.visible_to(actor).filter(pk=objective.pk).exists():
        raise NotThere(_("There is no such objective that you may see."), code="not_there", field="objective")
    who = {"room": room, "person": None if room else actor}
    kept = Subscription.objects.standing().filter(**who, objective=objective, department=department).first()
    if kept is not None:
        kept.every = every
        kept.save(update_fields=["every"])
        return kept
    now = clock.now()
    one = Subscription.objects.create(
        **who, objective=objective, department=department, every=every, heard_to=now, made_by=actor, made_at=now
    )
    record(SUBSCRIBED, actor, one, facts=_facts(one))
    return one


@deed("meetings.unsubscribe")
def unsubscribe(actor: Person, subscription: Subscription) -> Subscription:
    """Follow no longer. Raises Refused where the rule says no, Conflict when it has ended."""
    require(actor, "meetings.unsubscribe", subscription)
    if subscription.ended_at is not None:
        raise Conflict(_("This has ended already."), code="ended")
    subscription.ended_at = clock.now()
    subscription.save(update_fields=["ended_at"])
    record(UNSUBSCRIBED, actor, subscription, facts=_facts(subscription))
    return subscription


@deed("meetings.send_digest")
def send_digest(actor: Person | None, subscription: Subscription) -> Digest | None:
    """Tell a subscriber what changed since they heard last, one item each change. Where nothing did, nothing is told: None."""
    now, since = clock.now(), subscription.heard_to
    items = changes_of(_source(subscription), Span(since, now))
    subscription.heard_to = now
    subscription.save(update_fields=["heard_to"])
    if not items or (subscription.person is not None and not subscription.person.is_active):
        return None
    digest = Digest.objects.create(subscription=subscription, since=since, until=now, items=items, sent_at=now)
    told = [subscription.person_id] if subscription.person_id else []
    event = record(DIGEST_SENT, actor, digest, facts={**_facts(subscription), "told": told, "changes": len(items)})
    if subscription.room is not None and not subscription.room.is_archived:
        tell_card(subscription.made_by, subscription.room, event_id=event.pk, card=CARD, number=digest.pk)
    return digest


@deed("meetings.note_digest_mailed")
def note_digest_mailed(actor: Person | None, digest: Digest) -> Digest:
    """Note that a digest went out by letter."""
    digest.mailed_at = clock.now()
    digest.save(update_fields=["mailed_at"])
    record(DIGEST_MAILED, actor, digest, facts=_facts(digest.subscription))
    return digest


@deed("meetings.open_digest")
def open_digest(actor: Person, digest: Digest) -> Digest:
    """Note that a digest was read by the one it was sent to, or by the first in its room. Again changes nothing."""
    is_theirs = digest.subscription.person_id in (None, actor.pk)
    if digest.opened_at is None and is_theirs:
        digest.opened_at = clock.now()
        digest.save(update_fields=["opened_at"])
        record(DIGEST_OPENED, actor, digest, facts=_facts(digest.subscription))
    return digest


def _source(one: Subscription) -> Source:
    person = one.person
    if one.objective is not None:
        return of_objective(one.objective, person)
    if person is None:
        return for_everybody(one.department)
    seen = KeyResult.objects.visible_to(person).values("pk")
    return of_viewer(goals_of(one.department).filter(pk__in=seen), person)


def _facts(one: Subscription) -> dict[str, int | str | None]:
    about = {"objective": one.objective_id, "department": one.department_id, "every": one.every}
    return {"subscription": one.pk, **about, "room": one.room_id}
