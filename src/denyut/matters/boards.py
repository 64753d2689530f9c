"""What stands on a board: of the company, of a department with all inside it, of a person."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Q

from denyut.matters.models import Blocker, Decision
from denyut.matters.models.blockers import BlockerQuerySet
from denyut.matters.models.decisions import DecisionQuerySet
from denyut.matters.rows import BlockerRow, DecisionRow, blocker_rows, decision_rows
from denyut.people.models import Department
from denyut.spine import clock

SHOWN, CLEARED = 100, 8
RECENTLY = timedelta(days=14)
COMPANY = 0


@dataclass(slots=True)
class Board:
    """The standing blockers that wait for these people, those that these people wait for, and what was cleared of both, newest first.

    The company's has everything in `waiting`.
    """

    waited_for: list[BlockerRow] = field(default_factory=list)
    waiting: list[BlockerRow] = field(default_factory=list)
    cleared: list[BlockerRow] = field(default_factory=list)


@dataclass(slots=True)
class Questions:
    """Decisions: those that somebody has to take, those that they asked for, and those taken last."""

    pending: list[DecisionRow] = field(default_factory=list)
    asked: list[DecisionRow] = field(default_factory=list)
    taken: list[DecisionRow] = field(default_factory=list)


def department_board(department: int) -> Board:
    """The open blockers of a department (its id), 0 for the whole company. Five queries."""
    found = Blocker.objects.open_to_all()
    if department == COMPANY:
        return _board(found, Q())
    inside = list(Department.objects.descendants(department, include_self=True).values_list("pk", flat=True))
    waited = Q(waits_on_department__in=inside) | Q(waits_on__department__in=inside)
    goal = Q(key_result__objective__department__in=inside)
    alone = Q(key_result__objective__department=None, key_result__owner__department__in=inside)
    return _board(found, goal | alone, waited)


def person_board(person: int, *, is_own: bool = False) -> Board:
    """The blockers of a person (their id): open ones, or all when they look themself. Four queries."""
    found = Blocker.objects.all() if is_own else Blocker.objects.open_to_all()
    waited = Q(waits_on=person) | Q(waits_on_department__lead=person)
    waiting = Q(key_result__owner=person) | Q(key_result__delegate=person) | Q(raised_by=person)
    return _board(found, waiting, waited)


def company_questions(language: str) -> Questions:
    """The decisions that every colleague may see."""
    found = Decision.objects.open_to_all()
    return Questions(pending=_pending(found, language), taken=_taken(found, language))


def own_questions(person: int, language: str) -> Questions:
    """What a person has to decide, what they asked for, and what came of both."""
    to_take = Decision.objects.filter(decider=person)
    asked = Decision.objects.filter(asked_by=person).exclude(decider=person)
    both = Decision.objects.filter(Q(decider=person) | Q(asked_by=person))
    return Questions(_pending(to_take, language), _pending(asked, language), _taken(both, language))


def _board(found: BlockerQuerySet, waiting: Q, waited: Q | None = None) -> Board:
    either = waiting | waited if waited is not None else waiting
    standing = list(found.standing().filter(either).with_people().order_by("standing_since")[:SHOWN])
    recent = found.filter(either, closed_at__gt=clock.now() - RECENTLY)
    rows = blocker_rows([*standing, *recent.with_people().order_by("-closed_at")[:CLEARED]])
    sides = [_those(found, side) if side is not None else set() for side in (waited, waiting)]
    return Board(
        waited_for=[row for row in rows if row.is_standing and row.id in sides[0]],
        waiting=[row for row in rows if row.is_standing and row.id in sides[1] - sides[0]],
        cleared=[row for row in rows if not row.is_standing],
    )


def _those(found: BlockerQuerySet, side: Q) -> set[int]:
    return set(found.standing().filter(side).values_list("pk", flat=True))


def _pending(found: DecisionQuerySet, language: str) -> list[DecisionRow]:
    pending = found.pending().with_people().order_by("due_on", "id")
    return decision_rows(list(pending[:SHOWN]), language)


def _taken(found: DecisionQuerySet, language: str) -> list[DecisionRow]:
    taken = found.filter(decided_at__isnull=False).with_people().order_by("-decided_at")
    return decision_rows(list(taken[:CLEARED]), language)
