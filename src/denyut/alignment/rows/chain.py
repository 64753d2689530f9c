"""The chain as pages show it: what is done, the goal it is to move, the indicators which that is expected to move."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from denyut.alignment.chain.evidence import Word
from denyut.alignment.chain.plot import Span, span_of
from denyut.alignment.chain.words import LABELS, among, delayed, why
from denyut.alignment.models import Influence
from denyut.alignment.rows.effects import effect_in, expected_of, expected_size, moved_in
from denyut.alignment.rows.moving import Found
from denyut.metrics.rows import Tile, tile_of
from denyut.okr.ends import objective_of
from denyut.okr.models import Initiative, Objective
from denyut.okr.rows import KeyResultRow, ObjectiveRow, head_rows, key_result_rows
from denyut.people.faces import Face, face_of
from denyut.people.models import Person

WORKS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One influence: what is expected, the word that the data give it and why, among how many, the effect as a range in words and as a
    drawing, what was seen since, and the indicator."""

    id: int
    number: int
    word: str
    label: str | Promise
    why: str
    among: str
    effect: str
    span: Span | None
    expected: str
    delay: str
    moved: str
    is_idle: bool
    reason: str
    author: Face
    made_at: datetime
    tile: Tile


@dataclass(frozen=True, slots=True)
class Work:
    """An initiative: its title, and whether it is done."""

    title: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Works:
    """What is being done for a key result: the first four, how many there are, and how many of them are done."""

    shown: list[Work]
    total: int
    done: int

    @property
    def more(self) -> int:
        return self.total - len(self.shown)


NO_WORK = Works([], 0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the chain: the work, the key result (None: the objective itself), and its links."""

    works: Works
    key_result: KeyResultRow | None
    links: list[LinkRow]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of an objective; that is None where the viewer sees only a key result of it."""

    objective: ObjectiveRow | None
    lines: list[Line]


def in_order(influences: Iterable[Influence]) -> list[Influence]:
    """By objective as a board shows them, the objective's own first, then by key result."""
    return sorted(influences, key=_place)


def chain_of(
    viewer: Person, influences: Sequence[Influence], found: Mapping[int, Found], language: str, moment: datetime
) -> list[Group]:
    """Influences in order as lines, one for each goal; they must be loaded `with_ends`. Ten queries at most."""
    by_goal: dict[int, dict[int, list[LinkRow]]] = defaultdict(lambda: defaultdict(list))
    for one in influences:
        links = by_goal[_objective_of(one).pk][one.key_result_id or 0]
        links.append(link_row(one, found[one.pk], language))
    seen = list(Objective.objects.visible_to(viewer).filter(pk__in=list(by_goal)).values_list("pk", flat=True))
    objectives = head_rows(seen, language=language, moment=moment)
    wanted = [kr for lines in by_goal.values() for kr in lines if kr]
    key_results = key_result_rows(wanted, language=language, moment=moment)
    works = works_of(wanted)
    return [
        Group(
            objectives.get(objective),
            [Line(works.get(kr, NO_WORK), key_results.get(kr), links) for kr, links in lines.items()],
        )
        for objective, lines in by_goal.items()
    ]


def said_of(
    influences: Sequence[Influence], found: Mapping[int, Found], language: str, moment: datetime
) -> list[tuple[ObjectiveRow | None, KeyResultRow | None, LinkRow]]:
    """Influences with their goal, an objective or a key result; they must be loaded `with_ends`. Seven queries at most."""
    wanted = [one.objective_id for one in influences if one.objective_id]
    objectives = head_rows(wanted, language=language, moment=moment) if wanted else {}
    key_results = key_result_rows(
        [one.key_result_id for one in influences if one.key_result_id], language=language, moment=moment
    )
    return [
        (
            objectives.get(one.objective_id or 0),
            key_results.get(one.key_result_id or 0),
            link_row(one, found[one.pk], language),
        )
        for one in influences
    ]


def counts_of(found: Iterable[Found]) -> list[tuple[str, str | Promise, int]]:
    """How many links carry each word: word, label and number."""
    words = [one.evidence.word for one in found]
    return [(word.value, LABELS[word], words.count(word)) for word in Word]


def link_row(influence: Influence, found: Found, language: str) -> LinkRow:
    """One influence as a row. No query when it is loaded `with_ends`."""
    indicator, evidence = influence.indicator, found.evidence
    return LinkRow(
        id=influence.pk,
        number=influence.number,
        word=evidence.word.value,
        label=LABELS[evidence.word],
        why=why(evidence, language),
        among=among(evidence, language),
        effect=effect_in(evidence, indicator, language),
        span=span_of(evidence.effect, expected_size(influence)),
        expected=expected_of(influence, language),
        delay=delayed(influence.delay_days, language),
        moved=moved_in(found.moved, indicator, language),
        is_idle=found.is_idle,
        reason=influence.reason,
        author=face_of(influence.made_by),
        made_at=influence.made_at,
        tile=tile_of(indicator, language),
    )


def works_of(key_results: Collection[int]) -> dict[int, Works]:
    """What is being done for these key results, open work first. One query, none for none."""
    found: dict[int, list[Work]] = defaultdict(list)
    wanted = Initiative.objects.filter(key_result__in=key_results, dropped_at=None) if key_results else []
    for one in wanted:
        found[one.key_result_id].append(Work(one.title, one.done_at is not None))
    return {
        kr: Works(
            sorted(works, key=lambda work: work.is_done)[:WORKS_SHOWN],
            len(works),
            sum(work.is_done for work in works),
        )
        for kr, works in found.items()
    }


def _objective_of(influence: Influence) -> Objective:
    return objective_of(influence.goal)


def _place(influence: Influence) -> tuple[int, ...]:
    objective, kr = _objective_of(influence), influence.key_result
    own = (kr.position, kr.pk) if kr else (-1, 0)
    return objective.position, objective.pk, *own, influence.pk
