"""A workshop as one person sees it: the phases, the ideas, groups with their dots, and the agreement matrix."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from denyut.launch.agreements import Outcome, outcome_of
from denyut.launch.drafted import lacks
from denyut.launch.models import Card, Group, Phase, Position, Vote, Workshop
from denyut.launch.models.workshops import PHASES
from denyut.lib.units import format_value
from denyut.okr.models import KeyResult, State
from denyut.people.faces import Face, face_of
from denyut.people.models import Person
from denyut.spine.access import Verdict, may


@dataclass(frozen=True, slots=True)
class PhaseRow:
    name: str
    title: str
    minutes: int
    state: str


@dataclass(frozen=True, slots=True)
class CardRow:
    id: int
    text: str
    author: Face
    is_mine: bool
    group: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a department says to a key result."""

    id: int
    department: str
    stance: str
    label: str
    text: str
    said_by: str
    version: int
    may_answer: Verdict
    blocker: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A key result of the workshop: its numbers, what it lacks, what the departments say, and what follows."""

    id: int
    label: str
    title: str
    numbers: str
    owner: Face
    lacks: list[str | Promise]
    outcome: Outcome
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class GroupRow:
    id: int
    title: str
    votes: int
    is_voted: bool
    cards: list[CardRow]
    objective: int | None = None
    objective_title: str = ""
    results: list[ResultRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Room:
    """All of it. While it is silent, `cards` are the viewer's own and `ideas` tells how many there are of how many `people`."""

    phases: list[PhaseRow]
    cards: list[CardRow]
    groups: list[GroupRow]
    ideas: int
    people: int
    votes_left: int
    votes_given: int
    shows_votes: bool

    @property
    def mine(self) -> list[CardRow]:
        return [card for card in self.cards if card.is_mine]

    @property
    def loose(self) -> list[CardRow]:
        """Ideas that lie in no group."""
        return [card for card in self.cards if card.group is None]

    @property
    def results(self) -> list[ResultRow]:
        return [kr for group in self.groups for kr in group.results]

    @property
    def agreed(self) -> int:
        return sum(kr.outcome is Outcome.AGREED for kr in self.results)


def room_of(workshop: Workshop, viewer: Person, language: str) -> Room:
    """A loaded workshop as the viewer sees it. Seven queries, whatever its size."""
    cards = list(Card.objects.visible_to(viewer).standing().filter(workshop=workshop).select_related("author"))
    authors = list(workshop.cards.standing().order_by().values_list("author", flat=True))
    votes = list(Vote.objects.filter(group__workshop=workshop, group__removed_at=None).values_list("group", "person"))
    shows_votes = workshop.place > PHASES.index(Phase.VOTES)
    rows = [_card(card, viewer) for card in cards]
    groups = _groups(workshop, viewer, rows, votes, language)
    mine = sum(person == viewer.pk for _group, person in votes)
    return Room(
        phases=_phases(workshop),
        cards=rows,
        groups=sorted(groups, key=lambda group: -group.votes) if shows_votes else groups,
        ideas=len(authors),
        people=len(set(authors)),
        votes_left=workshop.votes_each - mine,
        votes_given=len(votes),
        shows_votes=shows_votes,
    )


def _phases(workshop: Workshop) -> list[PhaseRow]:
    here = workshop.place
    return [
        PhaseRow(
            phase.value,
            str(phase.label),
            int(workshop.agenda.get(phase.value, 0)),
            "past" if number < here else "here" if number == here else "ahead",
        )
        for number, phase in enumerate(PHASES)
    ]


def _card(card: Card, viewer: Person) -> CardRow:
    return CardRow(card.pk, card.text, face_of(card.author), card.author_id == viewer.pk, card.group_id)


def _groups(
    workshop: Workshop,
    viewer: Person,
    cards: Sequence[CardRow],
    votes: Sequence[tuple[int, int]],
    language: str,
) -> list[GroupRow]:
    found = list(workshop.groups.filter(removed_at=None).select_related("objective"))
    results = _results(workshop, viewer, found, language)
    return [
        GroupRow(
            id=group.pk,
            title=group.title,
            votes=sum(number == group.pk for number, _person in votes),
            is_voted=(group.pk, viewer.pk) in votes,
            cards=[card for card in cards if card.group == group.pk],
            objective=group.objective_id if _is_seen(group, viewer) else None,
            objective_title=group.objective.title if group.objective and _is_seen(group, viewer) else "",
            results=results.get(group.objective_id or 0, []),
        )
        for group in found
    ]


def _is_seen(group: Group, viewer: Person) -> bool:
    goal = group.objective
    return goal is not None and goal.state != State.CANCELLED and (goal.is_open or goal.owner_id == viewer.pk)


def _results(workshop: Workshop, viewer: Person, groups: Sequence[Group], language: str) -> dict[int, list[ResultRow]]:
    goals = [group.objective_id for group in groups if group.objective_id]
    seen = KeyResult.objects.visible_to(viewer).alive().filter(objective__in=goals)
    said: dict[int, list[Position]] = {}
    for one in workshop.positions.select_related("department__lead", "said_by", "blocker"):
        said.setdefault(one.key_result_id, []).append(one)
    found: dict[int, list[ResultRow]] = {}
    for kr in seen.select_related("owner").order_by("objective", "position", "id"):
        found.setdefault(kr.objective_id, []).append(_result(kr, said.get(kr.pk, []), viewer, language))
    return found


def _result(kr: KeyResult, said: Sequence[Position], viewer: Person, language: str) -> ResultRow:
    start = format_value(kr.baseline.normalize(), kr.unit, language)
    aim = format_value(kr.target.normalize(), kr.unit, language)
    return ResultRow(
        id=kr.pk,
        label=kr.label,
        title=kr.title,
        numbers=f"{start} → {aim}" if kr.measure.travels else aim,
        owner=face_of(kr.owner),
        lacks=lacks(kr),
        outcome=outcome_of(one.stance for one in said),
        cells=[_cell(one, viewer) for one in said],
    )


def _cell(position: Position, viewer: Person) -> Cell:
    blocker = position.blocker
    return Cell(
        id=position.pk,
        department=position.department.name,
        stance=position.stance,
        label=position.get_stance_display(),
        text=position.text,
        said_by=position.said_by.name if position.said_by else "",
        version=position.version,
        may_answer=may(viewer, "launch.answer_for", position.department),
        blocker=blocker.label if blocker is not None and blocker.is_standing else "",
    )
