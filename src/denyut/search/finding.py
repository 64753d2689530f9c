"""Finding: the newest things that hold the words, as far as their finder may see them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from denyut.people.models import Person
from denyut.search.asking import Question
from denyut.search.index import find, term
from denyut.search.models import Document
from denyut.search.sources import ASKED, OPEN, SOURCES, Hit, sources

PAGE = 20
LOOKS = 6


@dataclass(frozen=True, slots=True)
class Found:
    """One result: its kind and number, and how its finder sees it."""

    kind: str
    number: int
    hit: Hit


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results, newest first; `then` is where the next page starts, None at the end."""

    found: list[Found]
    then: int | None


def results(viewer: Person, question: Question, *, below: int | None = None) -> Results:
    """Up to twenty results below an id. What the viewer may not see is left out, however often it holds the words."""
    if question.is_empty:
        return Results([], None)
    groups = list(_groups(viewer, question))
    found: list[Found] = []
    for _look in range(LOOKS):
        ids = find(question.words, groups, last=question.last, below=below)
        for document, one in _seen(viewer, question, ids):
            found.append(one)
            if len(found) == PAGE:
                return Results(found, document)
        if not ids:
            return Results(found, None)
        below = ids[-1]
    return Results(found, below)


def _groups(viewer: Person, question: Question) -> Iterator[list[str]]:
    own = [scope for one in sources() for scope in one.scopes(viewer)]
    yield [term("scope", scope) for scope in dict.fromkeys([OPEN, ASKED, f"person{viewer.pk}", *own])]
    if question.kind:
        yield [term("kind", question.kind)]
    if question.person is not None:
        yield [term("by", question.person)]
    if question.room is not None:
        yield [term(f"room{question.room}")]


def _seen(viewer: Person, question: Question, ids: Sequence[int]) -> Iterator[tuple[int, Found]]:
    """These documents in their order, as far as the dates fit and the viewer sees them; the sources are asked of some at a time."""
    for start in range(0, len(ids), PAGE * 2):
        some = ids[start : start + PAGE * 2]
        rows = Document.objects.filter(pk__in=some)
        rows = rows.filter(at__date__gte=question.after) if question.after else rows
        rows = rows.filter(at__date__lte=question.before) if question.before else rows
        known = {row.pk: row for row in rows}
        hits = _hits(viewer, known.values())
        for pk in some:
            hit = hits.get((known[pk].kind, known[pk].number)) if pk in known else None
            if hit is not None:
                yield pk, Found(known[pk].kind, known[pk].number, hit)


def _hits(viewer: Person, rows: Iterable[Document]) -> dict[tuple[str, int], Hit]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        numbers[row.kind].append(row.number)
    return {
        (kind, number): hit
        for kind, some in numbers.items()
        if kind in SOURCES
        for number, hit in SOURCES[kind].hits(viewer, some).items()
    }
