"""How a key result is measured, from the columns that a sheet happens to have."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from denyut.exchange.drafts import DraftKind
from denyut.exchange.fields import FIELDS
from denyut.exchange.problems import RowRefused
from denyut.exchange.rows import Row
from denyut.exchange.values import CODES, Quantity, finest
from denyut.exchange.words import KINDS, UNITS, plain

type Note = Callable[..., None]

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
LARGEST = Decimal(10) ** 17
MAX_UNIT = 20
CONTROLS: dict[str, DraftKind] = {"at_least": "at_least", "at_most": "at_most"}


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a row as written. `progress` is in percent; `kind` is a meaning of words.KINDS or empty."""

    baseline: Quantity | None = None
    target: Quantity | None = None
    current: Quantity | None = None
    progress: Decimal | None = None
    kind: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """Start, target and current value in one unit. For kind `manual` all are percent."""

    kind: DraftKind
    baseline: Decimal
    target: Decimal
    current: Decimal | None
    unit: str


def figures_of(row: Row) -> Figures:
    """The figures of a row. Raises RowRefused for a cell that is no number."""
    kind = KINDS.get(plain(row.text("kind")), "")
    baseline, target, current = (quantity(row, field) for field in ("baseline", "target", "current"))
    beside = next((one.unit for one in (target, baseline, current) if one and one.unit), "")
    progress = None if kind == "unmeasured" else row.percent("progress")
    implied = UNITS.get(plain(row.text("kind")), "")
    unit = row.line("unit")
    return Figures(baseline, target, current, progress, kind, (CODES.get(unit, unit) or beside or implied)[:MAX_UNIT])


def quantity(row: Row, field: str) -> Quantity | None:
    """A cell's number. Raises RowRefused when it is none, or larger than anything that is measured."""
    found = row.quantity(field)
    if found is not None and abs(found.value) >= LARGEST:
        raise RowRefused("too_large", column=row.column(field), text=row.text(field))
    return found


def measure_of(figures: Figures, note: Note) -> Measure:
    """The measure that figures stand for; what has to be assumed is told to `note(code, **params)`. Raises RowRefused."""
    if figures.target is None:
        return without_target(figures, note)
    target, current = figures.target.value, figures.current.value if figures.current else None
    if figures.kind in CONTROLS:
        start = figures.baseline.value if figures.baseline else target
        return Measure(CONTROLS[figures.kind], start, target, current, figures.unit)
    if figures.baseline is None:
        note("start_is_zero")
    start = figures.baseline.value if figures.baseline else ZERO
    if start == target:
        note("target_is_start", target=plain_number(target))
        return Measure("manual", ZERO, HUNDRED, within_bounds(figures.progress), "%")
    if figures.kind == "binary" and (start, target) == (ZERO, ONE) and current in (None, ZERO, ONE):
        return Measure("binary", ZERO, ONE, current, figures.unit)
    return Measure("metric", start, target, current_of(figures, start, target, note), figures.unit)


def without_target(figures: Figures, note: Note) -> Measure:
    """A key result whose progress is a judgement."""
    progress = figures.progress
    if figures.kind == "baseline":
        return Measure("baseline", ZERO, ONE, None, figures.unit)
    if figures.kind == "binary" and progress in (None, ZERO, HUNDRED):
        return Measure("binary", ZERO, ONE, None if progress is None else progress / 100, "")
    if figures.kind == "manual" and progress is None and figures.current is not None:
        progress = figures.current.value
    elif figures.current is not None and progress is None:
        note("value_without_target", value=plain_number(figures.current.value))
    elif figures.kind != "manual" and progress is None:
        note("no_target")
    return Measure("manual", ZERO, HUNDRED, within_bounds(progress), "%")


def current_of(figures: Figures, start: Decimal, target: Decimal, note: Note) -> Decimal | None:
    """The latest value: as written, or the one that the written progress stands for. Raises RowRefused beyond all measure."""
    if figures.current is not None:
        return figures.current.value
    if figures.progress is None:
        return None
    way = start + (target - start) * figures.progress / 100
    if abs(way) >= LARGEST:
        raise RowRefused("too_large", column=str(FIELDS["goals"]["progress"].label), text=f"{figures.progress:f} %")
    worked_out = finest(way)
    note("current_from_progress", current=plain_number(worked_out))
    return worked_out


def within_bounds(progress: Decimal | None) -> Decimal | None:
    """A percentage between 0 and 100."""
    return None if progress is None else max(ZERO, min(HUNDRED, progress))


def plain_number(number: Decimal) -> str:
    """A number for a sentence: all digits, no exponent."""
    return f"{number:f}"
