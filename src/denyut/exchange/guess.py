"""A mapping guessed from a header and the cells below it: by name first, and only where the cells fit the name."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from denyut.exchange.fields import FIELDS, Field, Kind, lacking
from denyut.exchange.headers import Cells
from denyut.exchange.known_headers import IGNORED, NAMES, without_number
from denyut.exchange.mapping import Mapping
from denyut.exchange.sniff import looks_like_key
from denyut.exchange.values import filled, is_moment, is_number
from denyut.exchange.words import CONFIDENCES, KINDS, ROW_TYPES, ZONES, plain

LEAST = 0.45
LEAST_PART = 0.4
EMPTY_COLUMN = 0.6
TITLE_OF_KEY = {"objective_key": "objective_title", "key_result_key": "key_result_title"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One field that one column may hold."""

    certainty: float
    name: str
    column: int
    why: str


def guess(names: Sequence[str], rows: Sequence[Cells], *, kind: Kind | None = None) -> Mapping:
    """The most believable columns of a header (`names`) and the rows below it; `kind` when the person has said it.

    What no column fits stays unmapped.
    """
    columns = [filled(cells[index] for cells in rows if index < len(cells)) for index in range(len(names))]
    if kind is None:
        kind = kind_of(names, columns)
    chosen = best(list(candidates(kind, names, columns)))
    return Mapping(
        kind=kind,
        columns={one.name: one.column for one in sorted(chosen, key=lambda one: one.column)},
        certainty={one.name: round(one.certainty, 2) for one in chosen},
        why={one.name: one.why for one in chosen},
    )


def kind_of(names: Sequence[str], columns: list[list[object]]) -> Kind:
    """Check-ins when their columns are there and nothing is that only a goal has."""
    check_ins = {candidate.name for candidate in best(list(candidates("check_ins", names, columns)))}
    goals = {candidate.name for candidate in best(list(candidates("goals", names, columns)))}
    has_goals = goals & {"baseline", "target", "weight", "objective_title", "row_type", "quarter"}
    return "goals" if has_goals or lacking("check_ins", check_ins) else "check_ins"


def candidates(kind: Kind, names: Sequence[str], columns: list[list[object]]) -> Iterator[Candidate]:
    """Every field that some column may hold, with how certain that is."""
    for column, name in enumerate(names):
        for field in FIELDS[kind].values():
            found = candidate(kind, field, plain(name), column, columns[column])
            if found and found.certainty >= LEAST:
                yield found


def candidate(kind: Kind, field: Field, name: str, column: int, cells: list[object]) -> Candidate | None:
    """How well one column fits one field; None when its name does not."""
    known = NAMES[kind][field.name]
    likeness, why = alike(name, known)
    suffix = ""
    group = [part for part in name.split() if part.isdecimal()]
    if (
        len(group) == 1
        and name not in known
        and without_number(name) in known
        and field.name not in {"objective_key", "objective_title"}
    ):
        likeness, why = alike(without_number(name), known)
        suffix = f".{group[0]}"
    if not likeness:
        return None
    certainty = likeness * fits(kind, field, name, cells)
    return Candidate(certainty, field.name + suffix, column, why)


def alike(name: str, known: dict[str, int]) -> tuple[float, str]:
    """How much a plain header name is one of the known ones (0 to 1), and in what way."""
    if not name or name in IGNORED:
        return 0.0, ""
    if name in known:
        return 1.0 - min(known[name], 40) / 200, _("known name")
    words = set(name.split())
    parts = [other for other in known if len(other) > 2 and (set(other.split()) <= words or is_within(other, name))]
    if not parts:
        return 0.0, ""
    part = max(map(len, parts)) / len(name)
    return (0.5 + 0.3 * part, _("contains a known name")) if part >= LEAST_PART else (0.0, "")


def is_within(part: str, name: str) -> bool:
    """Whether a name in a script without spaces contains a known one."""
    return not part.isascii() and " " not in part and part in name and len(name) <= 3 * len(part)


def fits(kind: Kind, field: Field, name: str, cells: list[object]) -> float:
    """The share of cells that hold what the field needs; a column without any speaks neither for nor against."""
    if not cells:
        return EMPTY_COLUMN
    if field.name == "row_type":
        return fits_row_type(cells)
    if field.holds == "key":
        title = TITLE_OF_KEY.get(field.name)
        is_shared = title is not None and name in NAMES[kind][title]
        return share(looks_like_key, cells) if is_shared else 1.0
    test = TESTS.get(field.name) or TESTS.get(field.holds)
    return share(test, cells) if test else 1.0


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
    return isinstance(cell, str) and not is_number(cell) and not is_moment(cell)


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
