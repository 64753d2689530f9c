"""A mapping guessed from a header and the cells below it: by name first, and only where the cells fit the name."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from denyut.exchange.fields import FIELDS, Field, Kind, lacking
from denyut.exchange.formats import Format
from denyut.exchange.formats.format import GUESSED
from denyut.exchange.headers import Cells
from denyut.exchange.known_headers import IGNORED, NAMES, without_number
from denyut.exchange.mapping import Mapping
from denyut.exchange.sniff import looks_like_key
from denyut.exchange.values import filled, is_bare_number, is_moment, is_number
from denyut.exchange.words import (
    AMBITIONS,
    CONFIDENCES,
    KINDS,
    LEVELS,
    ROW_TYPES,
    VISIBILITIES,
    YES_OR_NO,
    ZONES,
    plain,
)

# What a format says beats every guess.
SAID = 1.0
# So many rows, evenly spread, tell what a column holds.
LOOKED_AT = 500
LEAST = 0.45
LEAST_PART = 0.4
SURE = 0.85
UNFIT = 0.55
MOST_GROUPS = 30
# Tables of indicators call "target" what is to be reached in words, when the number has a column of its own.
SECOND_MEANINGS = {"target": "key_result_description"}
PREFIXES = ("key result ", "kr ", "metric ", "indicator ", "goal ", "objective ")
GROUPED = frozenset(name for name in FIELDS["goals"] if not name.startswith("objective") and "_key" not in name) | {
    "key_result_key"
}
EMPTY_COLUMN = 0.6
TITLE_OF_KEY = {"objective_key": "objective_title", "key_result_key": "key_result_title"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One field that one column may hold."""

    certainty: float
    name: str
    column: int
    why: str


def guess(
    names: Sequence[str], rows: Sequence[Cells], *, kind: Kind | None = None, known: Format | None = None
) -> Mapping:
    """The most believable columns of a header (`names`) and the rows below it; `kind` when the person has said it.

    The columns of a `known` format stand for what that says; only the others are guessed. What no column fits stays
    unmapped.
    """
    some = rows[:: len(rows) // LOOKED_AT + 1]
    columns = [filled(cells[index] for cells in some if index < len(cells)) for index in range(len(names))]
    if kind is None:
        kind = known.kind if known else kind_of(names, columns)
    told = list(columns_told(known, names)) if known else []
    left = ["" if known and known.field_of(plain(name)) not in (None, GUESSED) else name for name in names]
    chosen = best([*told, *candidates(kind, left, columns)])
    return Mapping(
        kind=kind,
        columns={one.name: one.column for one in sorted(chosen, key=lambda one: one.column)},
        format=known.code if known else "",
        words=known.words if known else {},
        certainty={one.name: round(one.certainty, 2) for one in chosen},
        why={one.name: one.why for one in chosen},
    )


def columns_told(known: Format, names: Sequence[str]) -> Iterator[Candidate]:
    """The fields that a format's own columns stand for."""
    why = _("%(program)s writes it there") % {"program": known.name}
    for column, name in enumerate(names):
        field = known.field_of(plain(name))
        if field and field != GUESSED:
            yield Candidate(SAID, field, column, why)


def kind_of(names: Sequence[str], columns: list[list[object]]) -> Kind:
    """Check-ins when their columns are there and nothing is that only a goal has."""
    check_ins = {candidate.name for candidate in best(list(candidates("check_ins", names, columns)))}
    goals = {candidate.name for candidate in best(list(candidates("goals", names, columns)))}
    has_goals = goals & {"baseline", "target", "weight", "objective_title", "row_type", "quarter"}
    return "goals" if has_goals or lacking("check_ins", check_ins) else "check_ins"


def candidates(kind: Kind, names: Sequence[str], columns: list[list[object]]) -> Iterator[Candidate]:
    """Every field that some column may hold, with how certain that is."""
    folded = [plain(name) for name in names]
    groups = groups_in(kind, folded)
    for column, name in enumerate(folded):
        for field, likeness, why in readings(kind, name):
            suffix = f".{number_in(name)}" if number_in(name) in groups and field.name in GROUPED else ""
            certainty = likeness * fits(kind, field, name, columns[column], is_sure=likeness >= SURE)
            if certainty >= LEAST:
                yield Candidate(certainty, field.name + suffix, column, why)
        second = SECOND_MEANINGS.get(name)
        if second in FIELDS[kind] and columns[column] and share(is_words, columns[column]):
            yield Candidate(LEAST, second, column, _("its second meaning"))


def groups_in(kind: Kind, names: Sequence[str]) -> set[str]:
    """The numbers of repeated groups: those with a column for the title of a key result."""
    if kind == "check_ins":
        return set()
    titles = NAMES[kind]["key_result_title"]
    numbers = {number_in(name) for name in names if name not in titles and without_number(name) in titles}
    return {number for number in numbers if number and int(number) <= MOST_GROUPS}


def number_in(name: str) -> str:
    """The one number in a plain name, empty when there is none or more."""
    numbers = [part for part in name.split() if part.isdecimal()]
    return numbers[0] if len(numbers) == 1 else ""


def readings(kind: Kind, name: str) -> list[tuple[Field, float, str]]:
    """The fields that a plain header name may stand for: by an exact name, else by one that it contains."""
    if not name or name in IGNORED:
        return []
    for spelling, loss in ((name, 0.0), (without_number(name), 0.02), (without_prefix(without_number(name)), 0.04)):
        known = [(field, NAMES[kind][field.name].get(spelling)) for field in FIELDS[kind].values()]
        exact = [(field, 1.0 - loss - min(rank, 40) / 200) for field, rank in known if rank is not None]
        if exact:
            return [(field, likeness, _("known name")) for field, likeness in exact]
    parts = [(field, containment(name, NAMES[kind][field.name])) for field in FIELDS[kind].values()]
    return [(field, likeness, _("contains a known name")) for field, likeness in parts if likeness]


def without_prefix(name: str) -> str:
    """A name without the words that only say whose field it is: `kr target` → `target`."""
    return next((name.removeprefix(prefix) for prefix in PREFIXES if name.startswith(prefix)), name)


def containment(name: str, known: dict[str, int]) -> float:
    """How much of a plain header name is one of the known ones, 0 when too little."""
    words = set(name.split())
    parts = [
        len(other) for other in known if len(other) > 2 and (set(other.split()) <= words or is_within(other, name))
    ]
    part = max(parts, default=0) / len(name)
    return 0.5 + 0.3 * part if part >= LEAST_PART else 0.0


def is_within(part: str, name: str) -> bool:
    """Whether a name in a script without spaces contains a known one."""
    return not part.isascii() and " " not in part and part in name and len(name) <= 3 * len(part)


def fits(kind: Kind, field: Field, name: str, cells: list[object], *, is_sure: bool) -> float:
    """The share of cells that hold what the field needs; a column without any speaks neither for nor against.

    A figure with a sure name stays one although its cells are wrong: each of them is refused with its reason, not lost.
    """
    if not cells:
        return EMPTY_COLUMN
    if field.name == "row_type":
        return fits_row_type(cells)
    if field.holds == "key":
        title = TITLE_OF_KEY.get(field.name)
        is_shared = title is not None and name in NAMES[kind][title]
        return share(looks_like_key, cells) if is_shared or not is_sure else 1.0
    test = TESTS.get(field.name) or TESTS.get(field.holds)
    fit = share(test, cells) if test else 1.0
    return max(fit, UNFIT) if is_sure and field.holds in {"number", "percent", "date", "confidence"} else fit


def share(test: Callable[[object], bool], cells: list[object]) -> float:
    """The share of cells that pass; below a half the column is something else."""
    passed = sum(map(test, cells)) / len(cells)
    return passed if passed >= 0.5 else 0.0


def is_in(table: object, cell: object) -> bool:
    """Whether a cell is a word of a table."""
    return plain(str(cell)) in table  # type: ignore[operator]


def is_email(cell: object) -> bool:
    """Whether a cell holds an e-mail address."""
    return isinstance(cell, str) and "@" in cell


def is_words(cell: object) -> bool:
    """Whether a cell holds words rather than a number, an ID or a date."""
    return isinstance(cell, str) and not is_bare_number(cell) and not is_moment(cell)


def is_confidence(cell: object) -> bool:
    """Whether a cell is a level of confidence."""
    return is_in(CONFIDENCES, cell) or is_number(str(cell).partition("/")[0])


def is_quarter(cell: object) -> bool:
    """Whether a cell names one of four quarters and nothing more."""
    return plain(str(cell)).replace(" 0", "").lstrip("qtfy ") in {"1", "2", "3", "4"}


TESTS: dict[str, Callable[[object], bool]] = {
    "number": is_number,
    "percent": is_number,
    "date": is_moment,
    "email": is_email,
    "title": is_words,
    "name": lambda cell: not is_email(cell),
    "confidence": is_confidence,
    "zone": partial(is_in, ZONES),
    "kind": partial(is_in, KINDS),
    "quarter": is_quarter,
    "level": partial(is_in, LEVELS),
    "visibility": partial(is_in, VISIBILITIES),
    "ambition": partial(is_in, AMBITIONS),
    "is_archived": partial(is_in, YES_OR_NO),
    "cycle": lambda cell: not is_quarter(cell),
}


def fits_row_type(cells: list[object]) -> float:
    """Whether a column tells objectives from key results: it has to hold both."""
    meanings = Counter(ROW_TYPES.get(plain(str(cell))) for cell in cells)
    return 1.0 if meanings["objective"] and meanings["key_result"] else 0.0


def best(found: list[Candidate]) -> list[Candidate]:
    """The surest candidates of which no two share a column or a field."""
    chosen: list[Candidate] = []
    for one in sorted(found, key=lambda one: (-one.certainty, one.column)):
        if all(one.name != other.name and one.column != other.column for other in chosen):
            chosen.append(one)
    return chosen
