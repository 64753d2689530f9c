"""Deeds on blockers: raised, cleared with how it ended, opened again with why, told above."""

from typing import Any

from django.utils.translation import gettext as _

from denyut.chat.models import Line, Room
from denyut.matters.actions.words import heard_place, lines_naming, said
from denyut.matters.models import Blocker, BlockerStep, Cause
from denyut.matters.verbs import BLOCKER_CLOSED, BLOCKER_ESCALATED, BLOCKER_RAISED, BLOCKER_REOPENED
from denyut.matters.waiting import department_of, somebody_above
from denyut.okr.actions.key_results import kr_as_it_stands
from denyut.okr.actions.objectives import facts_of
from denyut.okr.models import KeyResult
from denyut.people.models import Department, Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb


@deed("matters.raise_blocker")
def raise_blocker(
    actor: Person,
    key_result: KeyResult,
    *,
    text: str,
    cause: str = Cause.OTHER,
    waits_on: Person | None = None,
    waits_on_department: Department | None = None,
    line: Line | None = None,
    room: Room | None = None,
) -> Blocker:
    """Say what keeps a key result from moving, and who is waited for: a person, a department, or both.

    Raises Refused where the rule says no, NotThere for a goal or line that the actor does not see, Invalid without words, for a cause that
    is none, or when nobody is waited for.
    """
    if not KeyResult.objects.visible_to(actor).filter(pk=key_result.pk).exists():
        raise NotThere(_("This is not there any more."), code="gone")
    kr, place = kr_as_it_stands(key_result), heard_place(actor, line, room)
    require(actor, "matters.raise_blocker", kr)
    _check_waited_for(waits_on, waits_on_department)
    if cause not in Cause.values:
        raise Invalid(_("Choose what causes it."), code="no_cause", field="cause")
    now = clock.now()
    made = Blocker.objects.create(
        key_result=kr,
        text=said(text, "text", _("Say in a sentence what is in the way.")),
        cause=cause,
        waits_on=waits_on,
        waits_on_department=waits_on_department,
        raised_by=actor,
        opened_at=now,
        standing_since=now,
        room=place,
        line=line,
    )
    _tell(BLOCKER_RAISED, actor, made, text=made.text)
    return made


@deed("matters.close_blocker")
def close_blocker(actor: Person, blocker: Blocker, *, resolution: str) -> Blocker:
    """Clear a blocker, saying how it ended. Again changes nothing.

    Raises Refused where the rule says no, NotThere for one that the actor does not see, Invalid without a resolution.
    """
    blocker = blocker_as_it_stands(actor, blocker)
    require(actor, "matters.close_blocker", blocker)
    if not blocker.is_standing:
        return blocker
    words = said(resolution, "resolution", _("Say in a sentence how it ended."))
    blocker.closed_at, blocker.closed_by, blocker.resolution = clock.now(), actor, words
    blocker.save(update_fields=["closed_at", "closed_by", "resolution"])
    _step(actor, blocker, BlockerStep.StepKind.CLOSED, words)
    _tell(BLOCKER_CLOSED, actor, blocker, text=words)
    return blocker


@deed("matters.reopen_blocker")
def reopen_blocker(actor: Person, blocker: Blocker, *, reason: str) -> Blocker:
    """Say that a cleared blocker stands again, and why; its clock starts anew, what it stood before is kept. Again changes nothing.

    Raises as `close_blocker` does, Conflict in a cycle that is closed.
    """
    blocker = blocker_as_it_stands(actor, blocker)
    require(actor, "matters.close_blocker", blocker)
    if blocker.closed_at is None:
        return blocker
    if blocker.key_result.objective.cycle.is_closed:
        raise Conflict(_("The cycle of this goal is closed. Raise it for a goal that runs."), code="cycle_closed")
    words = said(reason, "reason", _("Say in a sentence why it stands again."))
    blocker.waited_before += blocker.closed_at - blocker.standing_since
    blocker.standing_since, blocker.closed_at, blocker.closed_by = clock.now(), None, None
    blocker.resolution, blocker.escalated_at = "", None
    blocker.save(
        update_fields=["waited_before", "standing_since", "closed_at", "closed_by", "resolution", "escalated_at"]
    )
    _step(actor, blocker, BlockerStep.StepKind.REOPENED, words)
    _tell(BLOCKER_REOPENED, actor, blocker, text=words)
    return blocker


@deed("matters.escalate_blocker")
def escalate_blocker(actor: Person | None, blocker: Blocker) -> Blocker:
    """Tell somebody above whoever is waited for that a blocker still stands. Once for each time that it was opened."""
    found = Blocker.objects.with_people().get(pk=blocker.pk)
    if found.is_standing and found.escalated_at is None:
        above = somebody_above(found)
        found.escalated_at = clock.now()
        found.save(update_fields=["escalated_at"])
        _tell(BLOCKER_ESCALATED, actor, found, told=[above.pk] if above else [])
    return found


def blocker_as_it_stands(actor: Person, blocker: Blocker) -> Blocker:
    """The blocker as it is stored now. Raises NotThere for one that the actor does not see."""
    known = Blocker.objects.visible_to(actor).with_people()
    found = known.select_related("key_result__objective__cycle", "key_result__objective__owner").filter(pk=blocker.pk)
    if not found:
        raise NotThere(_("This is not there any more."), code="gone")
    return found[0]


def _check_waited_for(person: Person | None, department: Department | None) -> None:
    if person is None and department is None:
        raise Invalid(_("Say who is waited for: somebody, or a department."), code="nobody", field="waits_on")
    if person is not None and (person.is_bot or not person.is_active):
        raise Invalid(_("Choose a colleague whose account is open."), code="not_a_colleague", field="waits_on")


def _step(actor: Person, blocker: Blocker, kind: BlockerStep.StepKind, words: str) -> None:
    BlockerStep.objects.create(blocker=blocker, kind=kind, text=words, by=actor, at=clock.now())


def _tell(verb: Verb, actor: Person | None, blocker: Blocker, *, told: list[int] | None = None, text: str = "") -> None:
    waited, kr = blocker.waited_for(), blocker.key_result
    sides = {kr.owner_id, blocker.raised_by_id, *([waited.pk] if waited else [])}
    if blocker.waits_on_department is not None and blocker.waits_on_department.lead_id:
        sides.add(blocker.waits_on_department.lead_id)
    own = actor.pk if actor is not None else None
    people = sorted(sides | set(told or ()))
    facts: dict[str, Any] = {
        **facts_of(kr.objective),
        "key_result": kr.pk,
        "blocker": blocker.pk,
        "label": blocker.label,
        "cause": blocker.cause,
        "departments": _departments(blocker),
        "people": people,
        "room": blocker.room_id,
        "lines": lines_naming("blocker", blocker.pk),
        "told": [pk for pk in (people if told is None else told) if pk != own],
    }
    record(verb, actor, blocker, facts=facts, text=text)


def _departments(blocker: Blocker) -> list[int]:
    """Both sides' departments and all above them, whose pages it stands on."""
    kr = blocker.key_result
    sides = [kr.objective.department or kr.owner.department, department_of(blocker)]
    return sorted({one.pk for side in sides if side for one in side.ancestors(include_self=True)})
