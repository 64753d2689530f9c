"""Proves that the demo company's data holds together: every rule yields the sentences about what breaks it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from string import Formatter
from typing import Protocol
from zoneinfo import available_timezones

from denyut.demo.proof_story import faults_of_story
from denyut.demo.shapes import Company, Indicator, KeyResult, Message, Objective, Person, Room, Text

LANGUAGES = {"id", "en", "ar", "ms", "th", "vi", "zh-hans"}
ROLES = {"member", "manager", "administrator", "auditor"}
CONFIDENCES = {Decimal(word) for word in ("0.1", "0.3", "0.5", "0.7", "0.9")}
FED = {"milestone", "tasks", "statistic", "coverage", "cumulative"}
KEY_RESULT_KINDS = {"metric", "at_most", "at_least", "range", "binary", "manual", "baseline", "learning"} | FED
STATES = {"draft", "proposed", "active"}
OBJECTIVE_KINDS = {"committed", "aspirational", "operational", "learning"}
LEVELS = {"company", "department", "team", "personal"}
ROOM_KINDS = {"everyone", "department", "open", "closed"}
READINGS = 40


class Keyed(Protocol):
    """Anything other things refer to by its key."""

    @property
    def key(self) -> str:
        """The word that names it in the files."""


def find_faults(company: Company) -> list[str]:
    """Every contradiction as one English sentence; empty when the company is sound."""
    return [
        *repeated_keys(company),
        *faults_of_places(company),
        *(fault for person in company.people for fault in faults_of_person(person, company)),
        *(fault for objective in company.objectives for fault in faults_of_objective(objective, company)),
        *(fault for indicator in company.indicators for fault in faults_of_indicator(indicator, company)),
        *(fault for room in company.rooms for fault in faults_of_room(room, company)),
        *(fault for message in company.messages for fault in faults_of_message(message, company)),
        *faults_of_story(company),
    ]


def repeated_keys(company: Company) -> Iterator[str]:
    """Keys are unique within their kind; key results across all cycles."""
    key_results = [kr for objective in company.objectives for kr in objective.key_results]
    kinds: tuple[Iterable[Keyed], ...] = (
        company.people,
        company.objectives,
        key_results,
        company.indicators,
        company.rooms,
    )
    for things in kinds:
        for key, times in Counter(thing.key for thing in things).items():
            if times > 1:
                yield f"The key {key} is used {times} times."


def faults_of_places(company: Company) -> Iterator[str]:
    """Sites, departments and their leads."""
    calendars, people, departments = keys(company.calendars), keys(company.people), keys(company.departments)
    for site in company.sites:
        if site.zone not in available_timezones():
            yield f"Site {site.key}: no time zone {site.zone}."
        if site.calendar not in calendars:
            yield f"Site {site.key}: no calendar {site.calendar}."
    for department in company.departments:
        if department.lead not in people:
            yield f"Department {department.key}: no person {department.lead}."
        if (department.kind == "team") != (department.parent in departments):
            yield f"Department {department.key}: a team, and only a team, has a parent."


def faults_of_person(person: Person, company: Company) -> Iterator[str]:
    """A colleague's place, language, role, address and line to the top."""
    if person.department not in keys(company.departments) or person.site not in keys(company.sites):
        yield f"{person.key}: no such department or site."
    if person.language not in LANGUAGES or person.role not in ROLES:
        yield f"{person.key}: no such language or role."
    if not person.email.endswith(f"@{company.domain}"):
        yield f"{person.key}: the address {person.email} is not of this company."
    if not reaches_the_top(person.key, {other.key: other.manager for other in company.people}):
        yield f"{person.key}: the managers above do not lead to one person."


def reaches_the_top(key: str, above: Mapping[str, str]) -> bool:
    """Whether climbing from `key` ends at one that has nothing above, instead of going round."""
    seen: set[str] = set()
    while key in above and key not in seen:
        seen.add(key)
        key = above[key]
    return key == ""


def faults_of_objective(objective: Objective, company: Company) -> Iterator[str]:
    """An objective's owner, place, parent, texts and weights, and all its key results."""
    periods = {cycle.key: cycle.periods for cycle in company.cycles}
    people = {person.key: person for person in company.people}
    here = f"Objective {objective.key}"
    if objective.cycle not in periods or objective.department not in keys(company.departments):
        yield f"{here}: no such cycle or department."
    if objective.level not in LEVELS or objective.kind not in OBJECTIVE_KINDS:
        yield f"{here}: no such level or kind."
    if objective.state not in STATES:
        yield f"{here}: no such state."
    if objective.owner not in people:
        yield f"{here}: no person {objective.owner}."
    elif people[objective.owner].language != objective.language:
        yield f"{here}: its language is not its owner's."
    if objective.parent and not has_a_fitting_parent(objective, company):
        yield f"{here}: no parent {objective.parent} in the same cycle or the year."
    if not reaches_the_top(objective.key, {other.key: other.parent for other in company.objectives}):
        yield f"{here}: the parents do not end at one that has none."
    if not set(objective.indicators) <= keys(company.indicators):
        yield f"{here}: an indicator does not exist."
    if not 2 <= len(objective.key_results) <= 4:
        yield f"{here}: has {len(objective.key_results)} key results."
    yield from faults_of_text(here, objective.title, objective.language)
    yield from faults_of_weights(here, objective.key_results)
    for kr in objective.key_results:
        yield from faults_of_key_result(kr, objective, company, periods.get(objective.cycle, 0))


def has_a_fitting_parent(objective: Objective, company: Company) -> bool:
    """A parent is another objective of the same cycle; the current quarter may also serve the year."""
    cycles = {objective.cycle, "year"} if objective.cycle == "current" else {objective.cycle}
    return any(
        other.key == objective.parent and other.cycle in cycles and other.key != objective.key
        for other in company.objectives
    )


def faults_of_weights(here: str, key_results: Iterable[KeyResult]) -> Iterator[str]:
    """Fixed weights leave room for those that are not; when all are fixed they are exactly one."""
    weights = [kr.weight for kr in key_results]
    total = sum(weight for weight in weights if weight is not None)
    if total > 1 or (None in weights and total == 1) or (None not in weights and total != 1):
        yield f"{here}: the weights make {total}."


def faults_of_key_result(kr: KeyResult, objective: Objective, company: Company, periods: int) -> Iterator[str]:
    """A key result's people, unit, span and what was reported."""
    here = f"Key result {kr.key}"
    if not {kr.owner, kr.delegate} - {""} <= keys(company.people):
        yield f"{here}: no such owner or delegate."
    if kr.unit not in keys(company.units) or kr.kind not in KEY_RESULT_KINDS:
        yield f"{here}: no such unit or kind."
    if kr.baseline == kr.target:
        yield f"{here}: starts at its target."
    if kr.kind in {"binary", "learning"} and not {*kr.values} <= {Decimal(0), Decimal(1), None}:
        yield f"{here}: is done or not, nothing between."
    if kr.kind == "manual" and not all(0 <= value <= 100 for value in kr.values if value is not None):
        yield f"{here}: an opinion is between 0 and 100."
    yield from faults_of_text(here, kr.title, objective.language)
    if objective.state == "active" or kr.values:
        yield from faults_of_reports(here, kr, periods)


def faults_of_reports(here: str, kr: KeyResult, periods: int) -> Iterator[str]:
    """Values, confidences and notes stand in the same periods."""
    if kr.kind in FED and not kr.values and not kr.confidences:
        return
    if not len(kr.values) == len(kr.confidences) == periods:
        yield f"{here}: {len(kr.values)} values and {len(kr.confidences)} confidences for {periods} periods."
        return
    if [value is None for value in kr.values] != [confidence is None for confidence in kr.confidences]:
        yield f"{here}: values and confidences have different gaps."
    if not {*kr.confidences} - {None} <= CONFIDENCES:
        yield f"{here}: a confidence is not one of the five."
    for period, note in kr.notes.items():
        if not 1 <= period <= periods or kr.values[period - 1] is None or not note.strip():
            yield f"{here}: the note of period {period} has no report."


def faults_of_text(here: str, text: Text, author: str) -> Iterator[str]:
    """A text is there in Indonesian, in English and in its author's language."""
    for language in sorted({"id", "en", author}):
        if not text.get(language, "").strip():
            yield f"{here}: no text in {language}."


def faults_of_indicator(indicator: Indicator, company: Company) -> Iterator[str]:
    """A KPI's owner, unit, words and number of readings."""
    here = f"Indicator {indicator.key}"
    if indicator.owner not in keys(company.people) or indicator.department not in keys(company.departments):
        yield f"{here}: no such owner or department."
    if indicator.unit not in keys(company.units):
        yield f"{here}: no unit {indicator.unit}."
    if indicator.good not in {"higher", "lower"} or indicator.signal not in {"leading", "lagging"}:
        yield f"{here}: no such direction or signal."
    if len(indicator.readings) != READINGS:
        yield f"{here}: {len(indicator.readings)} readings."
    yield from faults_of_text(here, indicator.name, "id")
    yield from faults_of_text(here, indicator.formula, "id")


def faults_of_room(room: Room, company: Company) -> Iterator[str]:
    """A room's kind decides whether a department or members are named."""
    here = f"Room {room.key}"
    if room.kind not in ROOM_KINDS:
        yield f"{here}: no kind {room.kind}."
    if (room.kind == "department") != (room.department in keys(company.departments)):
        yield f"{here}: a department's room, and only that, names a department."
    if (room.kind in {"open", "closed"}) != bool(room.members) or not {*room.members} <= keys(company.people):
        yield f"{here}: its members are not as its kind wants."
    yield from faults_of_text(here, room.name, "id")
    yield from faults_of_text(here, room.purpose, "id")


def faults_of_message(message: Message, company: Company) -> Iterator[str]:
    """A line is said by somebody in the room, in the past, about key results of the current quarter."""
    here = f"{message.room}, {message.days_ago} days ago, {message.at:%H:%M}"
    current = {kr.key: kr for objective in company.objectives_of("current") for kr in objective.key_results}
    if message.author not in present_in(message.room, company):
        yield f"{here}: {message.author} is not in the room."
    if any(person.key == message.author and person.role == "auditor" for person in company.people):
        yield f"{here}: {message.author} is an auditor, who only reads."
    if message.days_ago < 1 or not message.text.strip():
        yield f"{here}: not yet said, or nothing said."
    if not {*mentions(message.text)} <= keys(current.values()):
        yield f"{here}: speaks of a key result that does not run."
    if message.kind == "command":
        kr = current.get(message.key_result)
        if kr is None or message.author not in {kr.owner, kr.delegate}:
            yield f"{here}: {message.author} cannot report on {message.key_result}."


def mentions(text: str) -> list[str]:
    """The key results named in braces, in their order."""
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def present_in(key: str, company: Company) -> set[str]:
    """Who may speak in the room with this key."""
    room = next(room for room in company.rooms if room.key == key)
    if room.kind == "everyone":
        return keys(company.people)
    if room.kind == "department":
        places = {room.department} | {team.key for team in company.departments if team.parent == room.department}
        return {person.key for person in company.people if person.department in places}
    return {*room.members}


def keys(things: Iterable[Keyed]) -> set[str]:
    """The keys of things that have one."""
    return {thing.key for thing in things}
