"""An import from beginning to end: a preview that writes nothing, then the same steps through the deeds."""

from collections.abc import Callable, Sequence
from datetime import date

from denyut.exchange.actions import close_record, create_missing, open_record
from denyut.exchange.carrying import VIA, Counter, Tell, brought_in, finished, work_in
from denyut.exchange.existing import known_to
from denyut.exchange.linking import KnownKeyResults
from denyut.exchange.lookup import Choices, Lookup, Missing, lookup_of
from denyut.exchange.models import Reading
from denyut.exchange.plan import Meant, plan_of
from denyut.exchange.problems import RowRefused
from denyut.exchange.remembered import header_of
from denyut.exchange.reporting import Report, sheet_report
from denyut.exchange.sources import Source
from denyut.exchange.steps import CheckInStep, Steps, steps_of
from denyut.exchange.whole import carry_out_whole, is_whole, preview_whole
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine import clock


def preview(actor: Person, sources: Sequence[Source], choices: Choices) -> Report:
    """What an import would do; nothing is written. Raises Refused for whoever may not bring in a file like this."""
    if is_whole(sources):
        return preview_whole(actor, sources, choices)
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
    if is_whole(sources):
        return carry_out_whole(actor, sources, choices, tell)
    missing = planned.missing if planned else missing_in(actor, sources, choices)
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


def missing_in(actor: Person, sources: Sequence[Source], choices: Choices) -> Missing:
    """What the sheets name and the workspace does not have."""
    lookup = lookup_of(choices, today(actor))
    steps_for(sources, lookup, actor)
    return lookup.missing


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
