"""Names in a file as the people, departments and cycles of the workspace; and which of them are missing."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from denyut.exchange.drafts import GoalDraft, Somebody
from denyut.exchange.periods import Period, quarter_around, read_period
from denyut.exchange.problems import RowRefused
from denyut.exchange.words import plain
from denyut.okr.models import Cycle
from denyut.people.models import Department, Person, Workspace


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person decided about an import.

    `cycle` takes in all goals whatever they say. `source` stands before the file's own IDs, so that two programs with
    the same numbers do not meet. `reason` is why promised numbers change, one of the goals' own reasons. The rest says what
    may be created.
    """

    cycle: Cycle | None = None
    source: str = ""
    reason: str = ""
    creates_people: bool = False
    creates_departments: bool = False
    creates_cycles: bool = True
    year_start: int = 1


@dataclass(slots=True)
class Missing:
    """What a file names and the workspace does not have."""

    people: dict[str, Somebody] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
    cycles: dict[str, Period] = field(default_factory=dict)


@dataclass(slots=True)
class Lookup:
    """The workspace as an import sees it on one day. What is asked for and not found is kept in `missing`."""

    choices: Choices
    today: date
    people: dict[str, list[Person]]
    departments: dict[str, list[Department]]
    cycles: list[Cycle]
    company: str = ""
    missing: Missing = field(default_factory=Missing)

    def of(self, program: str) -> "Lookup":
        """The same for a file of a program: its IDs stand behind the program's name, unless the person named a source."""
        source = self.choices.source or (f"{program}:" if program else "")
        return replace(self, choices=replace(self.choices, source=source))

    def person(self, somebody: Somebody) -> Person | None:
        """The active person of an e-mail address, or else of a name that only one has."""
        found = self.people.get(somebody.email) or self.people.get(plain(somebody.name), [])
        if somebody and len(found) != 1 and somebody.email:
            self.missing.people.setdefault(somebody.email, somebody)
        return found[0] if len(found) == 1 else None

    def department(self, name: str) -> Department | None:
        """The department of a name, when there is one of it."""
        if plain(name) == self.company:
            return None
        found = self.departments.get(plain(name), []) if name else []
        if name and not found:
            self.missing.departments.setdefault(plain(name), name)
        return found[0] if len(found) == 1 else None

    def cycle(self, goal: GoalDraft) -> Cycle | Period:
        """The cycle of an objective: chosen, named, by its days, or the one that runs.

        A Period is a cycle that the import will create. Raises RowRefused when there is none.
        """
        if self.choices.cycle is not None:
            return self.choices.cycle
        named = next((cycle for cycle in self.cycles if plain(cycle.name) == plain(goal.cycle)), None)
        if named is not None:
            return named
        period = read_period(goal.cycle, year_start=self.choices.year_start)
        if period is not None:
            return self.existing_or_new(period)
        first, last = goal.starts_on or goal.ends_on, goal.ends_on or goal.starts_on
        if first and last:
            return self.around(first, last)
        running = self.smallest(self.today, self.today)
        if running is None:
            raise RowRefused("no_cycle_runs")
        return running

    def existing_or_new(self, period: Period) -> Cycle | Period:
        """The cycle with a period's days, or the period itself when it may be created. Raises RowRefused."""
        for cycle in self.cycles:
            if (cycle.starts_on, cycle.ends_on) == (period.starts_on, period.ends_on):
                return cycle
        if not self.choices.creates_cycles:
            raise RowRefused("no_cycle", cycle=period.name)
        return self.missing.cycles.setdefault(plain(period.name), period)

    def around(self, first: date, last: date) -> Cycle | Period:
        """The smallest cycle that holds both days, else the quarter or year that does. Raises RowRefused."""
        return self.smallest(first, last) or self.existing_or_new(quarter_around(first, last))

    def smallest(self, first: date, last: date) -> Cycle | None:
        """The shortest open cycle that holds both days."""
        holding = [cycle for cycle in self.cycles if cycle.starts_on <= first and last <= cycle.ends_on]
        return min(holding, key=lambda cycle: (cycle.is_closed, cycle.ends_on - cycle.starts_on), default=None)


def lookup_of(choices: Choices, today: date) -> Lookup:
    """The workspace as it is now."""
    people: dict[str, list[Person]] = defaultdict(list)
    for person in Person.objects.active().filter(is_bot=False):
        people[person.email.lower()].append(person)
        people[plain(person.name)].append(person)
    departments: dict[str, list[Department]] = defaultdict(list)
    for department in Department.objects.without_tree_fields():
        departments[plain(department.name)].append(department)
    workspace = Workspace.objects.first()
    company = plain(workspace.name) if workspace else ""
    return Lookup(choices, today, people, departments, list(Cycle.objects.all()), company)
