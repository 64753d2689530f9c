"""Deeds on changes of plan: declared, with a card for every owner below; called off, as if it had not been."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from denyut.okr.actions import move_key_result
from denyut.okr.models import KeyResult, Objective, State
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, NotThere, may, require
from denyut.spine.deeds import deed
from denyut.steering.actions.telling import sentence, tell
from denyut.steering.affected import Question, questions_of
from denyut.steering.hours import due_times
from denyut.steering.models import ChangeCard, ChangeEvent, ChangeKind
from denyut.steering.models.changes import HOURS
from denyut.steering.verbs import CHANGE_CALLED_OFF, CHANGE_DECLARED

LONGEST = 720
REASON_AT_MOST, TEXT_AT_MOST = 500, 1000


@deed("steering.declare_change")
def declare_change(
    actor: Person, *, kind: str, text: str, objectives: Sequence[Objective], hours: int = HOURS
) -> ChangeEvent:
    """Declare that something changed, and ask the owner of each goal at and below these objectives what that means for it.

    They have `hours` (1 to 720) to answer, counted on the days on which they work. Raises Refused where the rule says no, NotThere for an
    objective that the actor does not see, Invalid.
    """
    chosen = _seen(actor, objectives)
    require(actor, "steering.declare", chosen)
    if kind not in ChangeKind.values:
        raise Invalid(_("Say what changed: the market, resources, the strategy."), code="no_kind", field="kind")
    if not 1 <= hours <= LONGEST:
        raise Invalid(_("Give people between one hour and thirty days."), code="hours", field="hours")
    event = ChangeEvent.objects.create(
        kind=kind,
        text=sentence(text, "text", _("Say what happened, in up to 1,000 letters."), TEXT_AT_MOST),
        hours=hours,
        declared_by=actor,
        declared_at=clock.now(),
    )
    event.objectives.set(chosen)
    cards = _dealt(event, questions_of(chosen))
    told = {card.person_id for card in cards}
    tell(CHANGE_DECLARED, actor, event, cards, subject=event, told=told, text=event.text)
    return event


@deed("steering.call_off_change")
def call_off_change(actor: Person, event: ChangeEvent, *, reason: str) -> ChangeEvent:
    """Call a change of plan off: nobody has to answer any more, and what was stopped because of it goes back to where it was.

    What the actor may not change stays stopped; its owner is told like all who were asked. Again changes nothing. Raises Refused where the
    rule says no, NotThere, Invalid without a reason.
    """
    found = ChangeEvent.objects.visible_to(actor).select_related("declared_by").filter(pk=event.pk).first()
    if found is None:
        raise NotThere(_("This is not there any more."), code="gone")
    require(actor, "steering.call_off", found)
    if not found.is_standing:
        return found
    advice = _("Say why, in up to 500 letters.")
    found.called_off_reason = sentence(reason, "reason", advice, REASON_AT_MOST)
    found.called_off_at, found.called_off_by = clock.now(), actor
    found.save(update_fields=["called_off_reason", "called_off_at", "called_off_by"])
    cards = list(found.cards.with_people())
    for card in cards:
        _take_back(actor, card, found.called_off_reason)
    told = {card.person_id for card in cards}
    tell(CHANGE_CALLED_OFF, actor, found, cards, subject=found, told=told, text=found.called_off_reason)
    return found


def _seen(actor: Person, objectives: Sequence[Objective]) -> list[Objective]:
    ids = {one.pk for one in objectives}
    found = Objective.objects.visible_to(actor).filter(pk__in=ids)
    chosen = list(found.select_related("cycle", "owner", "department"))
    if not ids:
        raise Invalid(_("Choose the objectives that are affected."), code="nothing", field="objectives")
    if len(chosen) != len(ids):
        raise NotThere(_("This is not there any more."), code="gone")
    return chosen


def _dealt(event: ChangeEvent, questions: Sequence[Question]) -> list[ChangeCard]:
    if not questions:
        nobody = _("Nothing that runs stands below these objectives, so nobody would be asked.")
        raise Invalid(nobody, code="nobody", field="objectives")
    people = {one.person.pk: one.person for one in questions}
    due = due_times(list(people.values()), event.declared_at, event.hours)
    cards = [
        ChangeCard(
            event=event,
            key_result=one.goal if isinstance(one.goal, KeyResult) else None,
            objective=one.goal if isinstance(one.goal, Objective) else None,
            person=one.person,
            due_at=due[one.person.pk],
        )
        for one in questions
    ]
    return ChangeCard.objects.bulk_create(cards)


def _take_back(actor: Person, card: ChangeCard, reason: str) -> None:
    kr = card.key_result
    if kr is None or not card.state_before or kr.state != State.CANCELLED:
        return
    if may(actor, "okr.move_key_result", kr, card.state_before):
        move_key_result.function(actor, kr, to=card.state_before, reason=reason)
