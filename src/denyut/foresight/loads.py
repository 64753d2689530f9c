"""How much of their working time people's goals take, by a rule of thumb that the warning tells."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from denyut.okr.models import Initiative, KeyResult, Visibility
from denyut.people.calendars import working_time

# Hours a week, as the warning says.
A_KEY_RESULT, A_PIECE_OF_WORK = Decimal(3), Decimal(4)
FORTNIGHT = timedelta(days=13)


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody has to do: key results that run, pieces of work that are open, the hours these take and those there are, a week."""

    key_results: int
    work: int
    needed: float
    there: float

    @property
    def share(self) -> float:
        return self.needed / self.there if self.there else 2.0


def loads_of(key_results: Sequence[KeyResult], day: date) -> Mapping[int, Load]:
    """The load of the owners of these key results, which are all that run. Three queries; whoever has no known hours is left out.

    Goals that not everybody sees are not counted: a number would tell of them.
    """
    goals = Counter(kr.owner_id for kr in key_results if kr.objective.is_open)
    if not goals:
        return {}
    open_work = Initiative.objects.filter(
        owner__in=goals, done_at=None, dropped_at=None, key_result__in=[kr.pk for kr in key_results]
    ).filter(key_result__objective__visibility=Visibility.PUBLIC)
    work = Counter(open_work.values_list("owner", flat=True))
    times = working_time(set(goals), day, day + FORTNIGHT)
    found = {}
    for owner, number in goals.items():
        hours = times.available(owner)
        if hours is not None:
            needed = number * A_KEY_RESULT + work[owner] * A_PIECE_OF_WORK
            found[owner] = Load(number, work[owner], float(needed), float(hours / 2))
    return found
