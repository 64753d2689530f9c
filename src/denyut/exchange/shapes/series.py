"""One row for each key result and period: what stays the same is a key result, every period with a value a check-in."""

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from denyut.exchange.book import Book
from denyut.exchange.drafts import CheckInDraft, GoalDraft, KeyResultDraft, short_key, short_title
from denyut.exchange.goals import goal_of, names_objectives, period_of, the_one_goal
from denyut.exchange.key_results import names_key_result, title_of
from denyut.exchange.measures import Figures, Measure, figures_of, measure_of, plain_number
from denyut.exchange.periods import Period
from denyut.exchange.problems import RowRefused
from denyut.exchange.rows import Row
from denyut.exchange.values import Quantity
from denyut.exchange.words import plain


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says about one key result in one period."""

    row: Row
    goal: GoalDraft
    key: str
    title: str
    period: Period
    figures: Figures

    def terms(self) -> tuple[Quantity | None, Quantity | None]:
        """What makes it a key result of its own when two rows of one period differ in it."""
        return self.figures.baseline, self.figures.target


def take(row: Row, book: Book) -> None:
    """The row's objective; the rest waits for the rows of the other periods."""
    entry = entry_of(row, book.title)
    book.keep_goal(entry.goal)
    book.waiting.append(row)


def entry_of(row: Row, title: str) -> Entry:
    """A row read; `title` is that of its objective in a sheet that names none. Raises RowRefused."""
    goal = goal_of(row, is_shared=True) if names_objectives(row) else the_one_goal(row, title)
    if goal is None:
        raise RowRefused("no_objective")
    if not names_key_result(row):
        raise RowRefused("no_title")
    period = period_of(row)
    if period is None:
        raise RowRefused("no_period")
    own_key = row.text("key_result_key")
    title = title_of(row, own_key)
    details = plain(row.line("key_result_description")) if row.cell("key_result_title") is not None else ""
    key = own_key or " / ".join(filter(None, (goal.key, plain(title), details)))
    return Entry(row, goal, short_key(key), title, period, figures_of(row))


def finish(book: Book) -> None:
    """Key results with their check-ins, one after the other."""
    subjects: dict[str, list[Entry]] = defaultdict(list)
    for row in book.waiting:
        entry = entry_of(replace(row, notes=[]), book.title)
        subjects[entry.key].append(entry)
    for entries in subjects.values():
        for key, variant in variants(entries).items():
            keep_variant(book, key, variant)


def variants(entries: list[Entry]) -> dict[str, list[Entry]]:
    """The key results behind one name: several when one period gives it several start or target values at once."""
    seen: dict[Period, set[object]] = defaultdict(set)
    for entry in entries:
        seen[entry.period].add(entry.terms())
    if all(len(terms) == 1 for terms in seen.values()):
        return {entries[0].key: entries}
    parted: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        written = " → ".join(plain_number(one.value) if one else "" for one in entry.terms())
        parted[short_key(f"{entry.key} / {written}")].append(entry)
    return parted


def keep_variant(book: Book, key: str, entries: list[Entry]) -> None:
    """One key result, and a check-in for every period in which it has a value."""
    # Of two rows for one period the one with a value comes first, whatever their order in the file.
    entries.sort(key=lambda entry: (entry.period.ends_on, entry.figures.current is None, entry.row.number))
    periods: dict[Period, Entry] = {}
    for entry in entries:
        book.attempt(entry.row, partial(keep_period, periods, entry))
    kept = list(periods.values())
    first = min(kept, key=lambda entry: entry.row.number)
    measure = measure_of(common_figures(kept, first.row), first.row.note)
    book.keep_key_result(key_result_of(key, first, measure))
    for entry in kept:
        keep_check_in(book, key, entry, measure)
    book.drafts.notes.extend(first.row.notes)


def keep_period(periods: dict[Period, Entry], entry: Entry, _row: Row) -> None:
    """Keeps a period's row. Raises RowRefused when another row speaks for that period."""
    other = periods.setdefault(entry.period, entry)
    if other is not entry and entry.figures.current in (None, other.figures.current):
        raise RowRefused("repeated_row", first=other.row.number)
    if other is not entry:
        raise RowRefused("contradicting_row", first=other.row.number, values=written(other.figures.current))


def written(current: Quantity | None) -> str:
    """A value for a sentence."""
    return plain_number(current.value) if current else "–"


def common_figures(entries: list[Entry], row: Row) -> Figures:
    """The figures of the key result: its first start, its last target, its last value."""
    figures = [entry.figures for entry in entries]
    targets = [one.target for one in figures if one.target]
    values = [one.current for one in figures if one.current]
    baseline = next((one.baseline for one in figures if one.baseline), None)
    if baseline is None and targets and values:
        baseline = values[0]
        row.note("start_is_first_value", start=plain_number(baseline.value))
    if targets and targets[0] != targets[-1]:
        row.note("target_changed", first=written(targets[0]), last=written(targets[-1]))
    if targets:
        return Figures(baseline, targets[-1], values[-1] if values else None, None, figures[-1].kind, figures[-1].unit)
    progress = next((one.progress for one in reversed(figures) if one.progress is not None), None)
    return Figures(baseline, None, values[-1] if values else None, progress, figures[-1].kind, figures[-1].unit)


def key_result_of(key: str, first: Entry, measure: Measure) -> KeyResultDraft:
    """The draft of a series' key result; its values come as check-ins."""
    return KeyResultDraft(
        key=key,
        has_own_key=bool(first.row.text("key_result_key")) or first.goal.has_own_key,
        goal_key=first.goal.key,
        title=short_title(first.title),
        description=first.row.text("key_result_description"),
        kind=measure.kind,
        baseline=measure.baseline,
        target=measure.target,
        unit=measure.unit,
        owner=first.row.somebody("owner"),
        row_number=first.row.number,
    )


def keep_check_in(book: Book, key: str, entry: Entry, measure: Measure) -> None:
    """A check-in on the last day of the period, when the row has a value that the key result can take."""
    value = value_of(entry.figures, measure)
    if value is None:
        return
    day = entry.period.ends_on
    check_in = CheckInDraft(
        key=short_key(f"{key} / {day}"),
        has_own_key=True,
        at=day,
        value=value,
        is_percent=measure.kind == "manual",
        key_result_key=key,
        key_result_title=entry.title,
        goal_title=entry.goal.title,
        row_number=entry.row.number,
    )
    book.keep_check_in(check_in)


def value_of(figures: Figures, measure: Measure) -> Decimal | None:
    """The value of one period: percent for a manual key result, else as written."""
    if measure.kind == "manual":
        return figures.progress if figures.current is None and figures.progress is not None else None
    return figures.current.value if figures.current else None
