"""An import from beginning to end: a preview that writes nothing, then the same steps through the deeds."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import batched

from denyut.exchange.actions import (
    bring_in_check_ins,
    bring_in_goals,
    bring_in_key_results,
    bring_in_states,
    close_record,
    create_missing,
    open_record,
    say_current_values,
)
from denyut.exchange.compare import STATES
from denyut.exchange.existing import key_results_of, known_to, objectives_of
from denyut.exchange.linking import KnownKeyResults
from denyut.exchange.lookup import Choices, Lookup, Missing, lookup_of
from denyut.exchange.models import Import, Reading
from denyut.exchange.outcome import Noun, Outcome, refused
from denyut.exchange.plan import Meant, meant_or_problem, plan_of
from denyut.exchange.problems import RowProblem, RowRefused
from denyut.exchange.remembered import header_of
from denyut.exchange.sources import Source
from denyut.exchange.steps import CheckInStep, GoalStep, KeyResultStep, Steps, steps_of
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.events import Via

# Others' deeds wait for a chunk at most.
AT_ONCE = 200
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


def preview(actor: Person, sources: Sequence[Source], choices: Choices) -> Report:
    """What an import would do; nothing is written."""
    lookup, report = lookup_of(choices, today(actor)), Report()
    coming: KnownKeyResults[Meant] = KnownKeyResults()
    find = finder(actor, sources, coming)
    for source, steps in zip(sources, steps_for(sources, lookup, actor), strict=True):
        report.sheets.append(sheet_report(source, steps, plan_of(actor, steps, find, coming, choices.reason)))
    report.missing = lookup.missing
    return report


def carry_out(
    actor: Person,
    sources: Sequence[Source],
    choices: Choices,
    tell: Tell = lambda done, total: None,
    planned: Report | None = None,
) -> Report:
    """Import the sheets. Doing it again changes nothing. `tell(done, total)` hears how far it is, in steps.

    `planned` is what `preview` said, when somebody just asked it. Raises Refused for whoever may not import, Unavailable
    when the storage does not answer; what was done before stays.
    """
    missing = (planned or preview(actor, sources, choices)).missing
    done = open_record.via(VIA)(actor, file_name=sources[0].file_name if sources else "")
    report = Report(missing=missing, record=done)
    report.uncreated = create_missing.via(VIA)(actor, done, to_create(missing, choices))
    lookup = lookup_of(choices, today(actor))
    all_steps = steps_for(sources, lookup, actor)
    counter = Counter(tell, sum(map(work_in, all_steps)))
    known: KnownKeyResults[KeyResult] = KnownKeyResults()
    find = finder(actor, sources, known)
    has_check_ins = any(steps.check_ins for steps in all_steps)
    for source, steps in zip(sources, all_steps, strict=True):
        outcomes = brought_in(actor, done, steps, find, known, choices.reason, has_check_ins=has_check_ins)
        report.sheets.append(sheet_report(source, steps, counter.through(outcomes)))
    for sheet, steps in zip(report.sheets, all_steps, strict=True):
        sheet.outcomes += finished(actor, done, steps, counter)
    readings = [reading_of(source) for source in sources if source.table is not None]
    report.record = close_record.via(VIA)(actor, done, report.outcomes(), readings)
    return report


@dataclass(slots=True)
class Counter:
    """How far an import is: `done` of `total` steps are through."""

    tell: Tell
    total: int
    done: int = 0

    def add(self, number: int) -> None:
        """Some steps more are through."""
        self.done += number
        self.tell(self.done, self.total)

    def through(self, outcomes: Iterable[list[Outcome]]) -> list[Outcome]:
        """The outcomes of chunks, counted as they come."""
        found: list[Outcome] = []
        for some in outcomes:
            found += some
            self.add(len(some))
        return found


def work_in(steps: Steps) -> int:
    """How many steps a sheet takes: a current value or a state is one more."""
    return len(steps) + len(values_in(steps)) + len(states_in(steps))


def values_in(steps: Steps) -> list[KeyResultStep]:
    """The key results with a current value."""
    return [step for step in steps.key_results if step.draft.current is not None]


def states_in(steps: Steps) -> list[GoalStep]:
    """The objectives whose status is a state of their life."""
    return [step for step in steps.goals if step.draft.status in STATES]


def brought_in(
    actor: Person,
    done: Import,
    steps: Steps,
    find: Callable[[CheckInStep], KeyResult],
    known: KnownKeyResults[KeyResult],
    reason: str,
    *,
    has_check_ins: bool,
) -> Iterator[list[Outcome]]:
    """The outcomes of a sheet's steps, some rows at a time: objectives, key results, check-ins.

    `has_check_ins`: whether some sheet has, so that its key results have to be known to them.
    """
    for goals in batched(steps.goals, AT_ONCE, strict=False):
        yield bring_in_goals.via(VIA)(actor, done, goals)
    for key_results in by_objective(steps.key_results):
        yield bring_in_key_results.via(VIA)(actor, done, key_results, reason=reason)
    if has_check_ins:
        make_known(steps, known)
    meant = [(step, meant_or_problem(step, find)) for step in steps.check_ins]
    unknown = [refused("check_ins", found, named(step)) for step, found in meant if isinstance(found, RowProblem)]
    if unknown:
        yield unknown
    pairs = [(step, found) for step, found in meant if isinstance(found, KeyResult)]
    for some in batched(pairs, AT_ONCE, strict=False):
        yield bring_in_check_ins.via(VIA)(actor, done, some)


def by_objective(steps: Iterable[KeyResultStep]) -> Iterator[list[KeyResultStep]]:
    """Key results some at a time, those of one objective together: they share its weight."""
    groups: dict[str, list[KeyResultStep]] = defaultdict(list)
    for step in steps:
        groups[step.goal_key].append(step)
    chunk: list[KeyResultStep] = []
    for group in groups.values():
        if chunk and len(chunk) + len(group) > AT_ONCE:
            yield chunk
            chunk = []
        chunk += group
    if chunk:
        yield chunk


def finished(actor: Person, done: Import, steps: Steps, counter: Counter) -> list[Outcome]:
    """What was refused of a sheet's current values and states, which come after all check-ins."""
    outcomes: list[Outcome] = []
    for values in batched(values_in(steps), AT_ONCE, strict=False):
        outcomes += say_current_values.via(VIA)(actor, done, values)
        counter.add(len(values))
    for goals in batched(states_in(steps), AT_ONCE, strict=False):
        outcomes += bring_in_states.via(VIA)(actor, done, goals)
        counter.add(len(goals))
    return outcomes


def make_known(steps: Steps, known: KnownKeyResults[KeyResult]) -> None:
    """Makes the key results of a sheet known to the check-ins of this sheet and of those after it."""
    titles = {step.key: step.draft.title for step in steps.goals}
    there = key_results_of(step.key for step in steps.key_results)
    for step in steps.key_results:
        if step.key in there:
            title = titles.get(step.goal_key, "")
            known.add(there[step.key], keys=[step.draft.key], title=step.draft.title, goal_title=title)


def finder[K](
    actor: Person, sources: Sequence[Source], of_file: KnownKeyResults[K]
) -> Callable[[CheckInStep], K | KeyResult]:
    """Finds the key result of a check-in: in the file, else among those that the person may see."""
    has_check_ins = any(source.drafts.check_ins for source in sources)
    of_workspace = known_to(actor) if has_check_ins else KnownKeyResults()

    def find(step: CheckInStep) -> K | KeyResult:
        try:
            return of_file.meant_by(step.draft)
        except RowRefused as refusal:
            if refusal.code != "unknown_key_result":
                raise
        return of_workspace.meant_by(step.draft, step.source)

    return find


def steps_for(sources: Sequence[Source], lookup: Lookup, actor: Person) -> list[Steps]:
    """The steps of each sheet, in the person's time zone. IDs of a program that is recognised stand behind its name."""
    prefixes: dict[str, str] = {}
    now = clock.now()
    return [steps_of(one.drafts, lookup.of(one.program()), actor.zone, now, prefixes) for one in sources]


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


def reading_of(source: Source) -> Reading:
    """How a sheet was read, not yet written."""
    names = source.table.names if source.table else ()
    known = source.format()
    return Reading(
        sheet=source.sheet[:200],
        format=known.code if known else "",
        header=header_of(names),
        mapping=source.mapping(),
        corrections=source.corrections,
        rows=source.drafts.rows,
    )
