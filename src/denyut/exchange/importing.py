"""An import from beginning to end: a preview that writes nothing, then the same steps through the deeds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import batched

from denyut.exchange.actions import (
    bring_in_check_ins,
    bring_in_goals,
    bring_in_key_results,
    create_missing,
    record_import,
    say_current_values,
)
from denyut.exchange.drafts import CheckInDraft
from denyut.exchange.existing import key_results_of, known_to, objectives_of
from denyut.exchange.linking import KnownKeyResults
from denyut.exchange.lookup import Choices, Lookup, Missing, lookup_of
from denyut.exchange.outcome import Noun, Outcome, refused
from denyut.exchange.plan import Meant, meant_or_problem, plan_of
from denyut.exchange.problems import RowProblem, RowRefused
from denyut.exchange.sources import Source
from denyut.exchange.steps import CheckInStep, Steps, steps_of
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.events import Via

AT_ONCE = 50
VIA = Via("import")

type Tell = Callable[[int, int], None]


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
    """What became of a file: its sheets, what was missing, and what of that could not be created."""

    sheets: list[SheetReport] = field(default_factory=list)
    missing: Missing = field(default_factory=Missing)
    uncreated: list[str] = field(default_factory=list)

    def outcomes(self) -> list[Outcome]:
        """The outcomes of all sheets."""
        return [outcome for sheet in self.sheets for outcome in sheet.outcomes]

    def exit_code(self) -> int:
        """0 when all is in, 1 when something was refused, 2 when nothing could be imported."""
        states = {outcome.state for outcome in self.outcomes()}
        if not states - {"refused"}:
            return 2
        return 1 if "refused" in states or self.uncreated else 0


def preview(actor: Person, sources: Sequence[Source], choices: Choices) -> Report:
    """What an import would do; nothing is written."""
    lookup, report = lookup_of(choices, today(actor)), Report()
    coming: KnownKeyResults[Meant] = KnownKeyResults()
    find = finder(actor, sources, choices, coming)
    for source in sources:
        steps = steps_for(source, lookup, actor)
        report.sheets.append(sheet_report(source, steps, plan_of(actor, steps, find, coming)))
    report.missing = lookup.missing
    return report


def carry_out(
    actor: Person, sources: Sequence[Source], choices: Choices, tell: Tell = lambda done, total: None
) -> Report:
    """Import the sheets. Doing it again changes nothing. `tell(done, total)` hears how far it is, in steps.

    Raises Refused for whoever may not import, Unavailable when the storage does not answer; what was done before stays.
    """
    before = preview(actor, sources, choices)
    allowed = to_create(before.missing, choices)
    report = Report(missing=before.missing, uncreated=create_missing.via(VIA)(actor, allowed))
    lookup = lookup_of(choices, today(actor))
    all_steps = [steps_for(source, lookup, actor) for source in sources]
    total, done = sum(map(len, all_steps)), 0
    known: KnownKeyResults[KeyResult] = KnownKeyResults()
    find = finder(actor, sources, choices, known)
    for source, steps in zip(sources, all_steps, strict=True):
        outcomes: list[Outcome] = []
        for some in brought_in(actor, steps, find, known):
            outcomes += some
            done += len(some)
            tell(done, total)
        report.sheets.append(sheet_report(source, steps, outcomes))
    for sheet, steps in zip(report.sheets, all_steps, strict=True):
        for rows in batched(steps.key_results, AT_ONCE, strict=False):
            sheet.outcomes += say_current_values.via(VIA)(actor, rows)
        remember(actor, sheet)
    return report


def brought_in(
    actor: Person, steps: Steps, find: Callable[[CheckInDraft], KeyResult], known: KnownKeyResults[KeyResult]
) -> Iterator[list[Outcome]]:
    """The outcomes of a sheet's steps, some rows at a time: objectives, key results, check-ins."""
    for goals in batched(steps.goals, AT_ONCE, strict=False):
        yield bring_in_goals.via(VIA)(actor, goals)
    for key_results in batched(steps.key_results, AT_ONCE, strict=False):
        yield bring_in_key_results.via(VIA)(actor, key_results)
    make_known(steps, known)
    meant = [(step, meant_or_problem(step, find)) for step in steps.check_ins]
    unknown = [refused("check_ins", found, named(step)) for step, found in meant if isinstance(found, RowProblem)]
    if unknown:
        yield unknown
    pairs = [(step, found) for step, found in meant if isinstance(found, KeyResult)]
    for some in batched(pairs, AT_ONCE, strict=False):
        yield bring_in_check_ins.via(VIA)(actor, some)


def make_known(steps: Steps, known: KnownKeyResults[KeyResult]) -> None:
    """Makes the key results of a sheet known to the check-ins of this sheet and of those after it."""
    titles = {step.key: step.draft.title for step in steps.goals}
    there = key_results_of(step.key for step in steps.key_results)
    for step in steps.key_results:
        if step.key in there:
            title = titles.get(step.goal_key, "")
            known.add(there[step.key], keys=[step.draft.key], title=step.draft.title, goal_title=title)


def finder[K](
    actor: Person, sources: Sequence[Source], choices: Choices, of_file: KnownKeyResults[K]
) -> Callable[[CheckInDraft], K | KeyResult]:
    """Finds the key result of a check-in: in the file, else among those that the person may see."""
    has_check_ins = any(source.drafts.check_ins for source in sources)
    of_workspace = known_to(actor, choices.source) if has_check_ins else KnownKeyResults()

    def find(check_in: CheckInDraft) -> K | KeyResult:
        try:
            return of_file.meant_by(check_in)
        except RowRefused as refusal:
            if refusal.code != "unknown_key_result":
                raise
        return of_workspace.meant_by(check_in)

    return find


def steps_for(source: Source, lookup: Lookup, actor: Person) -> Steps:
    """The steps of a sheet in the person's time zone."""
    return steps_of(source.drafts, lookup, actor.zone, clock.now())


def today(actor: Person) -> date:
    """The day it is for a person."""
    return clock.now().astimezone(actor.zone).date()


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


def named(step: CheckInStep) -> str:
    """What a check-in calls its key result."""
    return step.draft.key_result_title or step.draft.key_result_key


def to_create(missing: Missing, choices: Choices) -> Missing:
    """What of the missing the person wants created."""
    return Missing(
        people=missing.people if choices.creates_people else {},
        departments=missing.departments if choices.creates_departments else {},
        cycles=missing.cycles if choices.creates_cycles else {},
    )


def remember(actor: Person, sheet: SheetReport) -> None:
    """Keeps the record of a sheet."""
    source = sheet.source
    if source.table is not None:
        record_import.via(VIA)(
            actor,
            sheet.outcomes,
            file_name=source.file_name,
            sheet=source.sheet,
            names=source.table.names,
            mapping=source.mapping(),
            corrections=source.corrections,
            rows=source.drafts.rows,
        )
