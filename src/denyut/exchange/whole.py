"""A complete export brought in from beginning to end: what it would do, and doing it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from denyut.exchange.actions import (
    bring_in_whole,
    close_record,
    create_missing,
    create_places,
    link_whole,
    open_record,
    settle_whole,
)
from denyut.exchange.actions.rowwise import attempt
from denyut.exchange.carrying import VIA, Counter, Tell
from denyut.exchange.complete.carrying import chunks_of, outcome_of, size
from denyut.exchange.complete.circles import without_circles
from denyut.exchange.complete.comparing import Comparison, compared
from denyut.exchange.complete.gathering import gathered
from denyut.exchange.complete.making import made_of
from denyut.exchange.complete.names import Names, names_here, strangers
from denyut.exchange.complete.tables import KEY, Bundle
from denyut.exchange.drafts import Somebody
from denyut.exchange.formats import DENYUT
from denyut.exchange.lookup import Choices, Missing
from denyut.exchange.models import Reading
from denyut.exchange.outcome import Outcome
from denyut.exchange.problems import RowProblem
from denyut.exchange.remembered import header_of
from denyut.exchange.reporting import Report, SheetReport
from denyut.exchange.sources import Source
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.people.models import Department, Person
from denyut.spine.access import require

type Outcomes = dict[str, list[Outcome]]

# Stands for a thing that the import would make.
COMING = -1


def is_whole(sources: Sequence[Source]) -> bool:
    """Whether a file is a complete export of Denyut."""
    return any(source.whole is not None for source in sources)


def preview_whole(actor: Person, sources: Sequence[Source], choices: Choices) -> Report:
    """What bringing it in would do; nothing is written. Raises Refused for whoever may not."""
    require(actor, "exchange.bring_in_whole")
    file, names = bundle_of(sources), names_here()
    missing = missing_in(file, names)
    found = compare(actor, file, names)
    expect(names, missing, choices)
    notes = {"objectives": without_circles(found)}
    outcomes = standing(found)
    for chunk in chunks_of(found):
        for name, items in chunk.items():
            for item in items:
                made = attempt(item.table.noun, item.number, item.title, partial(made_of, item, names))
                if isinstance(made, Outcome):
                    outcomes[name].append(made)
                else:
                    outcomes[name].append(outcome_of(item))
                    names.learn(item, COMING)
    return Report(sheets=sheets_of(sources, outcomes, notes), missing=missing)


def carry_out_whole(actor: Person, sources: Sequence[Source], choices: Choices, tell: Tell) -> Report:
    """Bring it in. Doing it again changes nothing. As `carry_out`."""
    require(actor, "exchange.bring_in_whole")
    file = bundle_of(sources)
    done = open_record.via(VIA)(actor, file_name=sources[0].file_name)
    report = Report(missing=missing_in(file, names_here()), record=done)
    people = report.missing.people if choices.creates_people else {}
    places = list(report.missing.departments) if choices.creates_departments else []
    report.uncreated = create_missing.via(VIA)(actor, done, Missing(people=people))
    report.uncreated += create_places.via(VIA)(actor, done, places)
    names = names_here()
    found = compare(actor, file, names)
    notes = {"objectives": without_circles(found)}
    outcomes, chunks = standing(found), list(chunks_of(found))
    counter = Counter(tell, sum(map(size, chunks)))
    for chunk in chunks:
        for name, some in bring_in_whole.via(VIA)(actor, done, chunk, names).items():
            outcomes[name] += some
        counter.add(size(chunk))
    for chunk in chunks:
        items = [item for some in chunk.values() for item in some]
        for name, problems in link_whole.via(VIA)(actor, items, names).items():
            notes[name] = [*notes.get(name, []), *problems]
    settle_whole.via(VIA)(actor, done)
    report.sheets = sheets_of(sources, outcomes, notes)
    readings = [
        Reading(sheet=one.sheet, format=DENYUT.code, header=header_of(()), rows=one.drafts.rows) for one in sources
    ]
    report.record = close_record.via(VIA)(actor, done, report.outcomes(), readings, shares_out=False)
    return report


def bundle_of(sources: Sequence[Source]) -> Bundle:
    """All that the file holds."""
    return next(source.whole for source in sources if source.whole is not None)


def compare(actor: Person, file: Bundle, names: Names) -> Comparison:
    """The file beside what is here of its cycles, and of those in which its goals are now."""
    goals = {names.find(Objective, row.get(KEY)) for row in file.get("objectives", [])}
    results = {names.find(KeyResult, row.get(KEY)) for row in file.get("key_results", [])}
    cycles = {names.find(Cycle, row.get("name")) for row in file.get("cycles", [])}
    cycles |= {cycle for pk, cycle in Objective.objects.values_list("pk", "cycle") if pk in goals}
    cycles |= {cycle for pk, cycle in KeyResult.objects.values_list("pk", "objective__cycle") if pk in results}
    return compared(file, gathered(actor, Cycle.objects.filter(pk__in=[pk for pk in cycles if pk])).rows)


def standing(found: Comparison) -> Outcomes:
    """The outcomes of what is not new: the same, differing, or not to be read."""
    kept: Outcomes = defaultdict(list)
    for name, items in found.items.items():
        kept[name] = [outcome_of(item) for item in items if item.here is not None or item.problem is not None]
    return kept


def missing_in(file: Bundle, names: Names) -> Missing:
    """The people and departments that a file names and the workspace does not have."""
    people, places = strangers(file, names)
    return Missing(people={one: Somebody(email=one) for one in people}, departments={one: one for one in places})


def expect(names: Names, missing: Missing, choices: Choices) -> None:
    """Take those for known whom the import would create."""
    if choices.creates_people:
        names.numbers[Person] |= dict.fromkeys(map(str.lower, missing.people), COMING)
    if choices.creates_departments:
        names.numbers[Department] |= dict.fromkeys(missing.departments, COMING)


def sheets_of(
    sources: Sequence[Source], outcomes: Outcomes, notes: Mapping[str, list[RowProblem]]
) -> list[SheetReport]:
    """The report of each sheet that is there."""
    return [SheetReport(source, outcomes[source.sheet], notes.get(source.sheet, [])) for source in sources]
