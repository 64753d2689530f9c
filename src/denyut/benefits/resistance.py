"""How owners take to updating: never, after reminders alone, on the last day alone, or of their own accord. Groups of five up."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.benefits.crew import is_small
from denyut.benefits.updates import Update, updates_in
from denyut.benefits.weeks import Weeks, this_monday, weeks_until_now
from denyut.okr.models import Cycle, KeyResult
from denyut.people.models import Person, Role
from denyut.people.times import company_now

WEEKS = 4


class Manner(StrEnum):
    """How somebody updates."""

    WILLING = "willing"
    DEADLINE = "deadline"
    REMINDED = "reminded"
    NEVER = "never"


LABELS: dict[Manner, str | Promise] = {
    Manner.WILLING: _("Of their own accord"),
    Manner.DEADLINE: _("On the last day only"),
    Manner.REMINDED: _("After reminders only"),
    Manner.NEVER: pgettext_lazy("how often", "Never"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """A team or a role: how many `people` own a key result, and how many update in which manner."""

    name: str
    people: int
    manners: Mapping[Manner, int]

    def shares(self) -> list[tuple[str | Promise, int, int]]:
        """Each manner with how many and per cent."""
        return [
            (LABELS[one], self.manners.get(one, 0), self.manners.get(one, 0) * 100 // self.people) for one in Manner
        ]


def manner_of(updates: Collection[tuple[bool, bool]]) -> Manner:
    """How somebody with these updates updates; each is (was prompted, fell on the day on which it was due). Pure."""
    if not updates:
        return Manner.NEVER
    if all(is_prompted for is_prompted, _is_due in updates):
        return Manner.REMINDED
    return Manner.DEADLINE if all(is_due for _is_prompted, is_due in updates) else Manner.WILLING


def groups() -> list[Group]:
    """Teams and roles of five owners and more, those with most resistance first. Five queries."""
    weeks = weeks_until_now(WEEKS)
    weeks = Weeks(weeks.first, this_monday(), weeks.zone)
    today = company_now().date()
    running = Cycle.objects.filter(starts_on__lte=today, ends_on__gte=today)
    due = dict(running.order_by().values_list("pk", "due_weekday"))
    owned = KeyResult.objects.alive().filter(objective__cycle__in=due)
    owners = Person.objects.colleagues().filter(pk__in=owned.values("owner")).select_related("department")
    said: defaultdict[int, list[tuple[bool, bool]]] = defaultdict(list)
    for one in updates_in(weeks):
        said[one.person].append((one.is_prompted, _day(one, weeks).isoweekday() == due.get(one.cycle)))
    manners: defaultdict[str, Counter[Manner]] = defaultdict(Counter)
    for person in owners:
        names = [person.department.name] if person.department else []
        for name in [*names, str(Role(person.role).label)]:
            manners[name][manner_of(said[person.pk])] += 1
    found = [Group(name, counts.total(), counts) for name, counts in manners.items() if not is_small(counts.total())]
    return sorted(found, key=lambda group: (group.manners.get(Manner.WILLING, 0) / group.people, group.name))


def _day(one: Update, weeks: Weeks) -> date:
    return one.at.astimezone(weeks.zone).date()
