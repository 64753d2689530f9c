"""Loading the goals of a cycle for its health: a constant number of queries, light values."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import FloatField, Max, Q
from django.db.models.functions import Cast

from denyut.alignment.health.company import Company, Goal, Measure, Tie
from denyut.chat.models import Mention
from denyut.okr.lines import Node, node_of
from denyut.okr.models import GONE, Cycle, Edge, Initiative, KeyResult, Objective, State
from denyut.okr.progress import Kind
from denyut.people.models import Person
from denyut.spine.models import Event

GOAL = (
    "id",
    "title",
    "owner",
    "owner__name",
    "department",
    "parent",
    "level",
    "state",
    "cycle",
    "cycle__starts_on",
    "cycle__ends_on",
    "published_at",
    "made_at",
)
# As floats: findings compare them, and exact decimals of thousands of rows cost as much as all the rest.
NUMBERS = ("baseline", "target", "value", "progress")
MEASURE: tuple[Any, ...] = (
    "id",
    "objective",
    "title",
    "kind",
    "unit",
    "currency",
    *(Cast(name, FloatField()) for name in NUMBERS),
    "owner",
    "baseline_on",
    "source",
    "starts_on",
    "due_on",
    "state",
    "checked_in_at",
    "made_at",
)
KIND_AT = MEASURE.index("kind")
SUBJECTS = {"okr.objective": "objective", "okr.keyresult": "key_result"}


def load(cycle: Cycle) -> Company:
    """Every goal of the cycle that is not gone, whoever may see it, and those of other cycles with which they are linked."""
    ties = _ties(cycle)
    measures = _measures(Q(objective__cycle=cycle))
    measures |= _measures(Q(pk__in=_missing(ties, "key_result", measures)))
    parents = Objective.objects.filter(cycle=cycle, parent__isnull=False).values("parent")
    goals = _goals(Q(cycle=cycle) | Q(parent__cycle=cycle) | Q(pk__in=parents))
    wanted = _missing(ties, "objective", goals) | {one.objective for one in measures.values()} - goals.keys()
    goals |= _goals(Q(pk__in=wanted)) if wanted else {}
    measures = {pk: one for pk, one in measures.items() if one.objective in goals}
    known = {("objective", pk) for pk in goals} | {("key_result", pk) for pk in measures}
    engines, moved = _work(cycle)
    return Company(
        cycle=cycle.pk,
        goals=goals,
        measures=measures,
        ties=[tie for tie in ties if tie.source in known and tie.target in known],
        engines=engines,
        moved=moved,
        heard=_heard(cycle),
    )


def seen_by(viewer: Person, company: Company) -> set[str]:
    """The goals among these that the viewer sees, as subjects of findings. Two queries."""
    own = Q(cycle=company.cycle)
    goals = Objective.objects.visible_to(viewer).filter(
        own | Q(pk__in=[g.id for g in company.goals.values() if g.cycle != company.cycle])
    )
    seen = set(goals.values_list("id", flat=True))
    measures = {pk for pk, one in company.measures.items() if one.objective in seen}
    theirs = KeyResult.objects.filter(Q(owner=viewer) | Q(delegate=viewer)).values_list("id", flat=True)
    return {f"objective:{pk}" for pk in seen} | {f"key_result:{pk}" for pk in measures | set(theirs)}


def _goals(which: Q) -> dict[int, Goal]:
    rows = Objective.objects.filter(which).exclude(state__in=GONE).order_by("id")
    return {row[0]: _goal(row) for row in rows.values_list(*GOAL)}


def _goal(row: tuple[Any, ...]) -> Goal:
    *facts, published_at, made_at = row
    return Goal(*(*facts, published_at or made_at))


def _measures(which: Q) -> dict[int, Measure]:
    rows = KeyResult.objects.filter(which).exclude(state=State.CANCELLED).order_by("id").values_list(*MEASURE)
    return {row[0]: Measure(*_kinded(row)) for row in rows}


def _kinded(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*row[:KIND_AT], Kind(row[KIND_AT]), *row[KIND_AT + 1 :])


def _ties(cycle: Cycle) -> list[Tie]:
    ends = ("from_objective", "from_key_result__objective", "to_objective", "to_key_result__objective")
    inside = Q()
    for end in ends:
        inside |= Q(**{f"{end}__cycle": cycle})
    columns = ("kind", "from_objective", "from_key_result", "to_objective", "to_key_result")
    rows = Edge.objects.standing().filter(inside).order_by("id").values_list(*columns)
    return [Tie(kind, node_of(*ends[:2]), node_of(*ends[2:])) for kind, *ends in rows]


def _missing(ties: Iterable[Tie], kind: str, known: Iterable[int]) -> set[int]:
    ends = (node for tie in ties for node in (tie.source, tie.target))
    return {pk for end, pk in ends if end == kind} - set(known)


def _work(cycle: Cycle) -> tuple[frozenset[int], dict[int, datetime]]:
    """Key results with work that is not done, and when work on each last moved."""
    engines: set[int] = set()
    moved: dict[int, datetime] = {}
    rows = Initiative.objects.filter(key_result__objective__cycle=cycle)
    for pk, *moments in rows.values_list("key_result", "made_at", "done_at", "dropped_at"):
        if moments[1] is None and moments[2] is None:
            engines.add(pk)
        moved[pk] = max(moment for moment in (moved.get(pk), *moments) if moment)
    return frozenset(engines), moved


def _heard(cycle: Cycle) -> dict[Node, datetime]:
    """When something last happened to the goals of the cycle. The newest event of each is found by its index alone."""
    newest: dict[int, Node] = {}
    goals = Objective.objects.filter(cycle=cycle).values("id")
    parts = KeyResult.objects.filter(objective__cycle=cycle).values("id")
    subjects: tuple[tuple[str, Any], ...] = (("okr.objective", goals), ("okr.keyresult", parts))
    for kind, ids in subjects:
        events = Event.objects.filter(subject_kind=kind, subject_id__in=ids).order_by().values("subject_id")
        for pk, last in events.annotate(last=Max("id")).values_list("subject_id", "last"):
            newest[last] = (SUBJECTS[kind], pk or 0)
    moments = Event.objects.filter(pk__in=list(newest)).values_list("id", "at")
    heard = {newest[pk]: at for pk, at in moments}
    for node, at in _talked(cycle):
        heard[node] = max(at, heard.get(node, at))
    return heard


def _talked(cycle: Cycle) -> Iterator[tuple[Node, datetime]]:
    """When each goal of the cycle was last named in talk, wherever that was."""
    goals = Objective.objects.filter(cycle=cycle).values("id")
    parts = KeyResult.objects.filter(objective__cycle=cycle).values("id")
    named = Mention.objects.filter(Q(kind="objective", number__in=goals) | Q(kind="key_result", number__in=parts))
    for kind, number, at in named.order_by().values_list("kind", "number").annotate(last=Max("line__said_at")):
        yield (kind, number), at
