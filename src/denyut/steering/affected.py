"""What a change of plan affects: objectives, and everything below them by parent and by contribution."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from denyut.okr.models import Edge, KeyResult, Objective, State
from denyut.people.models import Person

OVER = (State.CLOSED, State.GRADED, State.ARCHIVED, State.CANCELLED, State.POSTPONED)
type Goal = KeyResult | Objective


@dataclass(frozen=True, slots=True)
class Question:
    """A goal that is affected, and the person who is asked about it."""

    goal: Goal
    person: Person


def questions_of(objectives: Iterable[Objective]) -> list[Question]:
    """Who is asked about what: the owners of all running key results, and of objectives that have none of their own.

    Four queries for each level of goals, and three more.
    """
    whole, parts = _below({one.pk for one in objectives})
    running = KeyResult.objects.exclude(state__in=OVER).exclude(objective__state__in=OVER)
    alive = running.filter(objective__cycle__closed_at=None)
    people = ("owner__department", "owner__site", "owner__manager", "objective__cycle")
    found = alive.filter(objective__in=whole) | alive.filter(pk__in=parts)
    key_results = list(found.select_related(*people).order_by("objective_id", "position", "id"))
    with_parts = {kr.objective_id for kr in key_results}
    empty = Objective.objects.filter(pk__in=whole - with_parts, cycle__closed_at=None).exclude(state__in=OVER)
    bare = empty.select_related("owner__department", "owner__site", "owner__manager", "cycle").order_by("id")
    goals: list[Goal] = [*bare, *key_results]
    return [Question(goal, goal.owner) for goal in goals if goal.owner.is_active and not goal.owner.is_bot]


def _below(objectives: set[int]) -> tuple[set[int], set[int]]:
    """The ids of all objectives at and below these, and of single key results that contribute to them."""
    whole: set[int] = set()
    parts: set[int] = set()
    level, new_parts = objectives, set[int]()
    while level or new_parts:
        whole |= level
        parts |= new_parts
        level, new_parts = _one_level(level, new_parts)
        level, new_parts = level - whole, new_parts - parts
    return whole, parts


def _one_level(level: Collection[int], parts: Collection[int]) -> tuple[set[int], set[int]]:
    """What serves these objectives, and what contributes to them, to their key results, or to these key results."""
    children = set(Objective.objects.filter(parent__in=level).values_list("pk", flat=True))
    own = KeyResult.objects.filter(objective__in=level).values("pk")
    edges = Edge.objects.contributing()
    into = edges.filter(to_objective__in=level) | edges.filter(to_key_result__in=own)
    into |= edges.filter(to_key_result__in=parts)
    ends = list(into.values_list("from_objective", "from_key_result"))
    return children | {pk for pk, _kr in ends if pk}, {kr for _pk, kr in ends if kr}
