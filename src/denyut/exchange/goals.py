"""One row as an objective."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from denyut.exchange.drafts import GoalDraft, Somebody, made_key, short_key, short_title
from denyut.exchange.periods import Period, read_period
from denyut.exchange.problems import RowRefused
from denyut.exchange.rows import Row, first_of, named
from denyut.exchange.words import AMBITIONS, LEVELS, NO_TEAM, VISIBILITIES, YES_OR_NO, plain

LONGEST_QUARTER = 92
ENDED = frozenset(["achieved", "not_achieved", "paused", "cancelled", "archived"])


def goal_of(row: Row, *, is_shared: bool = False, known: Collection[str] = ()) -> GoalDraft | None:
    """The objective that a row names; None when its cells are blank, as below a merged cell.

    In a shared row the status and the dates are those of a key result. `known` are the keys of which a title was made
    already. Raises RowRefused for dates that can't be.
    """
    own_key, title = row.text("objective_key"), row.line("objective_title")
    if not own_key and not title:
        return None
    starts_on, ends_on = days_of(row)
    cycle, level, is_reference = cycle_of(row), row.meaning("level", LEVELS), not title
    if is_reference:
        title = _("Objective %(key)s") % {"key": own_key}
        if own_key not in known:
            row.note("made_title", title=title)
    return GoalDraft(
        key=short_key(own_key) if own_key else made_key(span_of(cycle, None if is_shared else starts_on), title),
        has_own_key=bool(own_key),
        title=short_title(title),
        description=row.text("objective_description"),
        parent_key=short_key(row.text("parent_key") or row.text("parent_objective_key")),
        owner=row.somebody("owner") or (Somebody(*named(row.line("scope"))) if level == "person" else Somebody()),
        department=department_of(row, level),
        cycle=cycle,
        starts_on=starts_on,
        ends_on=ends_on,
        status=status_of(row, is_shared=is_shared),
        level=level,
        visibility=row.meaning("visibility", VISIBILITIES),
        ambition=row.meaning("ambition", AMBITIONS),
        is_reference=is_reference,
        row_number=row.number,
    )


def names_objectives(row: Row) -> bool:
    """Whether a sheet has a column for objectives at all."""
    return row.has_column("objective_title") or row.has_column("objective_key")


def the_one_goal(row: Row, title: str) -> GoalDraft:
    """The objective of all key results of a sheet that names none."""
    starts_on, ends_on = days_of(row)
    title = title.replace("_", " ").strip() or _("Key results without an objective")
    row.note("no_objective_column", title=title)
    return GoalDraft(
        key=made_key(title),
        has_own_key=False,
        title=short_title(title),
        cycle=cycle_of(row),
        starts_on=starts_on,
        ends_on=ends_on,
        row_number=row.number,
    )


def department_of(row: Row, level: str) -> str:
    """The team of a row: its first one, unless the column only says that there is none."""
    name = first_of(row.text("department")) or (row.line("scope") if level == "team" else "")
    return "" if plain(name) in NO_TEAM else name


def status_of(row: Row, *, is_shared: bool) -> str:
    """How an objective stands: by a phase that ends it, else by its status. In a shared row the status is a key result's."""
    phase = row.status("objective_phase")
    if row.meaning("is_archived", YES_OR_NO) == "yes":
        return "archived"
    if phase in ENDED:
        return phase
    return row.status("objective_status") or ("" if is_shared else row.status("status")) or phase


def span_of(cycle: str, starts_on: date | None) -> str:
    """What tells an objective from one of the same title at another time; `Quarterly` tells nothing."""
    return cycle if read_period(cycle) else str(starts_on or "")


def days_of(row: Row) -> tuple[date | None, date | None]:
    """First and last day of a row. Raises RowRefused when they are the wrong way round."""
    starts_on, ends_on = row.day("start_date"), row.day("end_date")
    if starts_on and ends_on and ends_on < starts_on:
        raise RowRefused("end_before_start", start=starts_on.isoformat(), end=ends_on.isoformat())
    return starts_on, ends_on


def cycle_of(row: Row) -> str:
    """The name of the row's cycle: as written, or year and quarter together. A series belongs to the whole year."""
    cycle, year, quarter = row.line("cycle"), year_of(row), quarter_of(row)
    if row.mapping.shape == "series":
        return year
    if not cycle and year and quarter:
        return f"{year} {quarter}"
    return cycle or year


def period_of(row: Row) -> Period | None:
    """The span of days that a row of a series is about."""
    quarter = quarter_of(row)
    text = row.line("cycle") or f"{year_of(row)} {quarter}"
    period = read_period(text.strip(), year_start=row.mapping.year_start)
    is_vague = period is not None and bool(quarter) and (period.ends_on - period.starts_on).days > LONGEST_QUARTER
    return None if is_vague else period


def year_of(row: Row) -> str:
    """The year with four digits; `22` is 2022."""
    year = row.line("year")
    return f"20{year}" if len(year) == 2 and year.isdecimal() else year


def quarter_of(row: Row) -> str:
    """The quarter as `Q1`, or as it was written when it is no bare number."""
    quarter = row.line("quarter")
    return f"Q{quarter}" if quarter.isdecimal() else quarter
