"""What became of a file, or would become of it: sheet by sheet."""

from dataclasses import dataclass, field

from denyut.exchange.existing import objectives_of
from denyut.exchange.lookup import Missing
from denyut.exchange.models import Import
from denyut.exchange.outcome import Noun, Outcome, refused
from denyut.exchange.problems import RowProblem
from denyut.exchange.sources import Source
from denyut.exchange.steps import Steps


@dataclass(slots=True)
class SheetReport:
    """What became of one sheet, or would become of it."""

    source: Source
    outcomes: list[Outcome]
    notes: list[RowProblem]

    def problems(self) -> list[RowProblem]:
        """One reason for each refused row, in the order of the rows."""
        first: dict[int, RowProblem] = {}
        for outcome in self.outcomes:
            if outcome.problem is not None:
                first.setdefault(outcome.problem.row_number, outcome.problem)
        return sorted(first.values(), key=lambda problem: problem.row_number)


@dataclass(slots=True)
class Report:
    """What became of a file: its sheets, what was missing, what of that could not be created, and its record."""

    sheets: list[SheetReport] = field(default_factory=list)
    missing: Missing = field(default_factory=Missing)
    uncreated: list[str] = field(default_factory=list)
    record: Import | None = None

    def outcomes(self) -> list[Outcome]:
        """The outcomes of all sheets."""
        return [outcome for sheet in self.sheets for outcome in sheet.outcomes]

    def exit_code(self) -> int:
        """0 when all is in, 1 when something was refused, 2 when nothing could be imported."""
        states = {outcome.state for outcome in self.outcomes()}
        if not states - {"refused"}:
            return 2
        return 1 if "refused" in states or self.uncreated else 0


def sheet_report(source: Source, steps: Steps, outcomes: list[Outcome]) -> SheetReport:
    """A sheet's report: refused rows first, then what became of the others."""
    noun = noun_of(source)
    rows = [refused(noun, problem, "") for problem in [*source.drafts.problems, *steps.problems]]
    return SheetReport(source, rows + outcomes, [*source.drafts.notes, *steps.notes, *orphans(steps)])


def orphans(steps: Steps) -> list[RowProblem]:
    """Notes about objectives whose parent is neither in the file nor in the workspace."""
    wanted = {step.parent_key for step in steps.goals if step.parent_key} - {step.key for step in steps.goals}
    there = objectives_of(wanted)
    return [
        RowProblem(step.draft.row_number, "", "unknown_parent", {"name": step.draft.parent_key})
        for step in steps.goals
        if step.parent_key in wanted and step.parent_key not in there
    ]


def noun_of(source: Source) -> Noun:
    """What the rows of a sheet are, for those that could not be read."""
    if source.table is None or source.table.mapping.shape == "objectives":
        return "goals"
    return "check_ins" if source.table.mapping.kind == "check_ins" else "key_results"
