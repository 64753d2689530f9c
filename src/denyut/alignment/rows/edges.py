"""Links as a goal's page, a card and the desk show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.alignment.rows.marks import Mark, marks_of
from denyut.lib.numbers import format_percent
from denyut.okr.ends import Goal, asked_end, node, objective_of, with_ends
from denyut.okr.lines import Node
from denyut.okr.models import GONE, Edge, Objective
from denyut.okr.models.objectives import ObjectiveQuerySet
from denyut.okr.rows import ObjectiveRow
from denyut.people.faces import Face, face_of

FROM: dict[str, str | Promise] = {
    "supports": _("Supports"),
    "contributes": _("Contributes to"),
    "depends": _("Depends on"),
    "conflicts": _("Conflicts with"),
}
TO: dict[str, str | Promise] = {
    "supports": _("Supported by"),
    "contributes": _("Receives from"),
    "depends": _("Needed by"),
    "conflicts": _("Conflicts with"),
}
SERVES, SERVED = _("Serves"), _("Served by")
ORDER = (SERVES, *FROM.values(), SERVED, *TO.values())
LOOKS = {
    "proposed": "not_started",
    "accepted": "on_track",
    "declined": "off_track",
    "countered": "at_risk",
    "ended": "closed",
}


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A link in one language, from one goal to another. `answerers` and `enders` are the ids of those who may, for data-named.

    `look` colours its state. One without an id is a parent that was chosen in a form.
    """

    id: int
    kind: str
    kind_label: str | Promise
    source: Mark
    target: Mark
    state: str
    state_label: str | Promise
    look: str
    is_primary: bool
    weight: str = ""
    is_counter: bool = False
    note: str = ""
    answer: str = ""
    proposer: Face | None = None
    proposed_at: datetime | None = None
    asked: Face | None = None
    answerer: Face | None = None
    answered_at: datetime | None = None
    answerers: str = ""
    enders: str = ""

    @property
    def is_waiting(self) -> bool:
        return self.state == Edge.EdgeState.PROPOSED

    @property
    def is_standing(self) -> bool:
        return self.state == Edge.EdgeState.ACCEPTED


@dataclass(frozen=True, slots=True)
class Sided:
    """A link seen from one goal: what it is called from there, the other goal, and the part of the page's own goal that is linked."""

    name: str | Promise
    edge: EdgeRow
    other: Mark
    own: str


@dataclass(frozen=True)
class Ties:
    """All links of a goal: those that stand by their names, those that wait for an answer, and what was once proposed."""

    standing: list[tuple[str | Promise, list[Sided]]] = field(default_factory=list)
    waiting: list[Sided] = field(default_factory=list)
    past: list[Sided] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.standing or self.waiting or self.past)


def around(goal: Node) -> list[Edge]:
    """The links of a goal; of an objective those of its key results too. One query."""
    kind, pk = goal
    ends = Q(**{f"from_{kind}": pk}) | Q(**{f"to_{kind}": pk})
    if kind == "objective":
        ends |= Q(from_key_result__objective=pk) | Q(to_key_result__objective=pk)
    return list(with_ends(Edge.objects.filter(ends)).order_by("id"))


def family(objective: int) -> ObjectiveQuerySet:
    """The objective that this one serves and those that serve it."""
    above = Objective.objects.filter(pk=objective).values("parent")
    found = Objective.objects.filter(Q(parent=objective) | Q(pk__in=above)).exclude(state__in=GONE)
    return found.select_related("cycle", "owner", "department").order_by("position", "id")


def edge_rows(edges: Sequence[Edge], language: str, moment: datetime) -> dict[int, EdgeRow]:
    """These links by id; their ends must be loaded (`with_ends`). One whose goal is gone is left out. Seven queries at most."""
    return _rows(edges, marks_of(_nodes(edges), language, moment), language)


def ties_of(
    goal: Node,
    edges: Sequence[Edge],
    kin: Sequence[Objective],
    language: str,
    moment: datetime,
    known: Mapping[int, ObjectiveRow] | None = None,
) -> Ties:
    """The links of a goal as its page shows them. `kin` are the objectives that it serves or that serve it.

    Seven queries at most, none without links or where all rows are `known`.
    """
    if not edges and not kin:
        return Ties()
    marks = marks_of([goal, *_nodes(edges), *(node(one) for one in kin)], language, moment, known)
    rows = _rows(edges, marks, language)
    sided = [_sided(goal, edge, rows[edge.pk]) for edge in edges if edge.pk in rows]
    borne = {one.other.node for one in sided if one.edge.is_standing and one.edge.is_primary}
    sided += [
        _kin(marks[goal], marks[node(one)], is_above=one.parent_id != goal[1])
        for one in kin
        if node(one) in marks and node(one) not in borne and goal in marks
    ]
    names = {str(one.name) for one in sided if one.edge.is_standing}
    return Ties(
        standing=[
            (name, [one for one in sided if one.edge.is_standing and str(one.name) == name])
            for name in dict.fromkeys(map(str, ORDER))
            if name in names
        ],
        waiting=[one for one in sided if one.edge.is_waiting],
        past=[one for one in reversed(sided) if not one.edge.is_waiting and not one.edge.is_standing],
    )


def is_shown_to_all(edge: Edge, goal: Node) -> bool:
    """Whether whoever sees this goal sees the other one too."""
    others = [one for one in (edge.source, edge.target) if not _belongs(one, goal)]
    return all(objective_of(one).is_open for one in others)


def speakers(goal: Goal) -> list[int]:
    """Who may answer for a goal, as far as its page can know without asking: owners, their managers, the department's lead."""
    objective = objective_of(goal)
    lead = objective.department.lead_id if objective.department else None
    people = [goal.owner_id, goal.owner.manager_id, objective.owner_id, objective.owner.manager_id, lead]
    return sorted({person for person in people if person})


def _nodes(edges: Iterable[Edge]) -> list[Node]:
    return [node(goal) for edge in edges for goal in (edge.source, edge.target)]


def _rows(edges: Iterable[Edge], marks: dict[Node, Mark], language: str) -> dict[int, EdgeRow]:
    ends = {edge: (node(edge.source), node(edge.target)) for edge in edges}
    return {
        edge.pk: _row(edge, marks[source], marks[target], language)
        for edge, (source, target) in ends.items()
        if source in marks and target in marks
    }


def _row(edge: Edge, source: Mark, target: Mark, language: str) -> EdgeRow:
    state = Edge.EdgeState(edge.state)
    answered = edge.answered_by
    is_whole = edge.weight is None or edge.weight == 1
    return EdgeRow(
        id=edge.pk,
        kind=edge.kind,
        kind_label=FROM[edge.kind],
        source=source,
        target=target,
        state=edge.state,
        state_label=state.label,
        look=LOOKS[edge.state],
        weight="" if is_whole or edge.weight is None else format_percent(edge.weight, language),
        is_primary=edge.is_primary,
        is_counter=edge.counter_to_id is not None,
        note=edge.note,
        answer=edge.answer,
        proposer=face_of(edge.proposed_by),
        proposed_at=edge.proposed_at,
        asked=face_of(edge.asked),
        answerer=face_of(answered) if answered else None,
        answered_at=edge.answered_at,
        answerers=_listed(speakers(asked_end(edge))),
        enders=_listed({*speakers(edge.source), *speakers(edge.target)}),
    )


def _belongs(one: Goal, goal: Node) -> bool:
    """Whether a goal is the one that a page shows, or a key result of it."""
    return node(one) == goal or ("objective", objective_of(one).pk) == goal


def _sided(goal: Node, edge: Edge, row: EdgeRow) -> Sided:
    is_out = _belongs(edge.source, goal)
    own, other = (row.source, row.target) if is_out else (row.target, row.source)
    names = FROM if is_out else TO
    name = (SERVES if is_out else SERVED) if row.is_primary else names[row.kind]
    return Sided(name, row, other, "" if own.node == goal else own.label)


def _kin(own: Mark, other: Mark, *, is_above: bool) -> Sided:
    source, target = (own, other) if is_above else (other, own)
    row = EdgeRow(
        id=0,
        kind="supports",
        kind_label=FROM["supports"],
        source=source,
        target=target,
        state=Edge.EdgeState.ACCEPTED,
        state_label=Edge.EdgeState.ACCEPTED.label,
        look=LOOKS["accepted"],
        is_primary=True,
    )
    return Sided(SERVES if is_above else SERVED, row, other, "")


def _listed(people: Iterable[int]) -> str:
    return " ".join(map(str, sorted(people)))
