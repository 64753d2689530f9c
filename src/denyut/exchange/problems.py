"""Why a row was refused, or what was assumed when it was taken: a code for programs and one sentence for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REFUSALS: dict[str, str | Promise] = {
    "empty_sheet": gettext_lazy("This sheet holds no table: no row looks like column names."),
    "no_known_columns": gettext_lazy(
        "No column says what the rows are about. Found: %(found)s. Needed: %(needed)s. Map the columns by hand."
    ),
    "no_rows": gettext_lazy("There are no rows below the column names."),
    "no_title": gettext_lazy("This row has no title."),
    "no_objective": gettext_lazy(
        "This row belongs to no objective: its objective is empty, and so is every one above it."
    ),
    "no_parent": gettext_lazy("The row “%(parent)s” that this row belongs to is not in this file."),
    "parent_circle": gettext_lazy("This row is its own parent by way of “%(parent)s”."),
    "unknown_type": gettext_lazy(
        "“%(text)s” is not a type of row. Known are objective (goal) and key result (milestone)."
    ),
    "is_work": gettext_lazy("This row is a “%(text)s”: work, and no goal. Only objectives and key results come in."),
    "not_a_number": gettext_lazy("“%(text)s” in the column “%(column)s” is not a number."),
    "too_large": gettext_lazy(
        "“%(text)s” in the column “%(column)s” is too large. Use a larger unit, for example millions."
    ),
    "not_a_date": gettext_lazy("“%(text)s” in the column “%(column)s” is not a date."),
    "not_a_zone": gettext_lazy("“%(text)s” is not a zone. Known are fail, commit, target and stretch."),
    "not_a_confidence": gettext_lazy("“%(text)s” is not a level of confidence on the scale 0 to %(scale)s."),
    "end_before_start": gettext_lazy("The end date %(end)s is before the start date %(start)s."),
    "asks_for_deletion": gettext_lazy("This row asks for a deletion. An import deletes nothing."),
    "repeated_row": gettext_lazy("This row repeats row %(first)s."),
    "contradicting_row": gettext_lazy("Row %(first)s gives the same key result other values: %(values)s."),
    "no_key_result": gettext_lazy("This check-in names no key result."),
    "no_date": gettext_lazy("This check-in has no date."),
    "no_period": gettext_lazy("This row names no year and quarter, and its key result comes more than once."),
    "no_value": gettext_lazy("This check-in has no value."),
    "unknown_key_result": gettext_lazy("No key result is called “%(name)s”."),
    "refused": gettext_lazy("%(reason)s"),
    "needs_reason": gettext_lazy(
        "This goal was promised more than a day ago, and the file moves its numbers. Say why they change, then import."
    ),
    "hidden": gettext_lazy("This row belongs to a goal that you may not see."),
    "no_cycle": gettext_lazy("There is no cycle “%(cycle)s”. Let the import create it, or choose another one."),
    "no_cycle_runs": gettext_lazy("This row names no cycle and none runs today. Choose one."),
    "goal_missing": gettext_lazy("Its objective “%(goal)s” was not imported."),
    "check_in_is_kept": gettext_lazy(
        "This check-in was imported before with the value %(value)s. What was said is never changed."
    ),
    "not_a_value": gettext_lazy("“%(text)s” is nothing that the column “%(column)s” can hold."),
    "differs": gettext_lazy("This is here already, and not the same: %(fields)s. What is here stays as it is."),
    "unknown_person": gettext_lazy("Nobody here has the address “%(name)s”. Let the import create the account."),
    "unknown_place": gettext_lazy("There is no department “%(name)s”. Let the import create it."),
    "not_here": gettext_lazy("“%(name)s”, to which this row belongs, is not here."),
    "repeated_thing": gettext_lazy("There is such a thing here already, beside which this one can't stand."),
    "closed_cycle": gettext_lazy("“%(name)s” belongs to a closed cycle. What is in it stays as it is."),
    "lines_in_circle": gettext_lazy("With this link, progress would flow in a circle."),
    "ambiguous_key_result": gettext_lazy("%(count)s key results are called “%(name)s”. Add a column with their ID."),
}
NOTES: dict[str, str | Promise] = {
    "made_title": gettext_lazy("The file has no titles, so this one is called “%(title)s”."),
    "no_objective_column": gettext_lazy("No column names an objective, so it stands below one called “%(title)s”."),
    "no_target": gettext_lazy("There is no target, so its progress will be entered by hand in percent."),
    "target_is_start": gettext_lazy(
        "Start and target are both %(target)s, so its progress will be entered by hand in percent."
    ),
    "start_is_first_value": gettext_lazy("There is no start value, so the first value counts as the start: %(start)s."),
    "start_is_zero": gettext_lazy("There is no start value, so it starts at 0."),
    "current_from_progress": gettext_lazy("The current value %(current)s was worked out from the progress."),
    "value_without_target": gettext_lazy("The value %(value)s has no target, so it does not count as progress."),
    "unknown_owner": gettext_lazy("Nobody here is “%(name)s”, so the goal is yours until you give it away."),
    "unknown_department": gettext_lazy("There is no department “%(name)s”, so it was left out."),
    "unknown_parent": gettext_lazy("There is no objective “%(name)s” above it, so it stands alone."),
    "parents_in_circle": gettext_lazy("Its objectives serve each other in a circle, so it stands alone."),
    "unknown_status": gettext_lazy("“%(text)s” is not a known status. It was left out."),
    "target_changed": gettext_lazy("The target changes from %(first)s to %(last)s on the way. The last one counts."),
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One reason about one row. `row_number` is the one a spreadsheet shows, `column` the header name or empty."""

    row_number: int
    column: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def sentence(self) -> str:
        """The reason in the active language."""
        return str({**REFUSALS, **NOTES}[self.code]) % {"column": self.column, **self.params}

    def __str__(self) -> str:
        if not self.row_number:
            return self.sentence()
        return _("Row %(row)s: %(reason)s") % {"row": self.row_number, "reason": self.sentence()}


class RowRefused(ValueError):
    """Raised while a row is read; the reader turns it into a RowProblem and goes on with the next row."""

    def __init__(self, code: str, *, column: str = "", **params: object) -> None:
        super().__init__(code)
        self.code, self.column, self.params = code, column, params

    def problem(self, row_number: int) -> RowProblem:
        """The same reason, with the row it is about."""
        return RowProblem(row_number, self.column, self.code, self.params)
