"""The value of a key result that comes from its own data: milestones, work, measurements, sessions."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from denyut.okr.coverage import Coverage, coverage, eligible
from denyut.okr.models import KeyResult
from denyut.okr.progress import ZERO, Kind
from denyut.okr.statistics import Dated, Observed, current, windows
from denyut.okr.weights import Weight, settled
from denyut.people.models import Department, Person
from denyut.people.times import company_now

HUNDRED = Decimal(100)


def fed_value(kr: KeyResult) -> Decimal | None:
    """The value that the data of a key result say, None where its kind has no data or there are too few. Three queries at most."""
    feed = _FEEDS.get(kr.measure)
    return feed(kr) if feed else None


def milestone_shares(kr: KeyResult) -> list[Decimal]:
    """The share of each milestone, in their order: fixed ones theirs, the others equal parts of the rest."""
    return settled([Weight(one.weight, one.is_weight_fixed) for one in kr.milestones.all()])


def points_of(kr: KeyResult, last: date) -> tuple[list[Dated], list[Dated]]:
    """The daily points of a statistic from its first measurement on, and the line of its window; both end on `last`. One query."""
    seen = observations_of(kr)
    if not seen:
        return [], []
    how, first = kr.how, seen[0][0].date()
    daily = windows(seen, "day", ends=last, starts=first, name=how.statistic.value, least=how.least)
    line = windows(seen, how.window.value, ends=last, starts=first, name=how.statistic.value, least=how.least)
    return daily, line


def observations_of(kr: KeyResult) -> list[Observed]:
    """The measurements of a key result that were not withdrawn, oldest first, by the company's clock. One query."""
    zone = company_now().tzinfo
    rows = kr.observations.filter(is_withdrawn=False).order_by("at", "id").values_list("at", "value")
    return [(at.astimezone(zone), value) for at, value in rows]


def people_of(kr: KeyResult) -> list[Person]:
    """Whom a key result about people is about: the colleagues of its objective's department and of those inside it, or everybody.

    Those who left and those who joined too late are not among them. Two queries.
    """
    found = Person.objects.filter(is_bot=False, is_active=True)
    department = kr.objective.department
    if department is not None:
        inside = Department.objects.with_tree_fields().descendants(department, include_self=True)
        found = found.filter(department__in=[one.pk for one in inside])
    deadline, days = kr.last_day, kr.how.joined_days
    return [p for p in found.order_by("name") if eligible(p.joined_at.date(), None, deadline, days)]


def covered(kr: KeyResult) -> Coverage:
    """Who took part, of whom it asks. Four queries."""
    exempt = set(kr.exemptions.values_list("person", flat=True))
    people = [person.pk for person in people_of(kr) if person.pk not in exempt]
    return coverage(people, Counter(kr.attendances.values_list("person", flat=True)), kr.how.sessions)


def _milestones(kr: KeyResult) -> Decimal | None:
    reached = [one.reached_at is not None for one in kr.milestones.all()]
    shares = milestone_shares(kr)
    done = sum((share for share, is_reached in zip(shares, reached, strict=True) if is_reached), ZERO)
    return done * HUNDRED if reached else None


def _tasks(kr: KeyResult) -> Decimal | None:
    work = list(kr.initiatives.filter(dropped_at=None).values_list("done_at", "estimate"))
    sizes = [(done, estimate if kr.how.is_estimated else Decimal(1)) for done, estimate in work]
    whole = sum((size for _done, size in sizes), ZERO)
    if not whole:
        return None
    done = sum((size for done_at, size in sizes if done_at), ZERO)
    return (HUNDRED * done / whole).quantize(Decimal("0.000001"))


def _cumulative(kr: KeyResult) -> Decimal | None:
    seen = observations_of(kr)
    return kr.baseline + sum((value for _at, value in seen), ZERO) if seen else None


def _statistic(kr: KeyResult) -> Decimal | None:
    _daily, line = points_of(kr, company_now().date())
    last = current(line)
    return last.point.value if last else None


def _coverage(kr: KeyResult) -> Decimal | None:
    found = covered(kr)
    return found.soft if kr.how.is_soft else found.strict


_FEEDS: dict[Kind, Callable[[KeyResult], Decimal | None]] = {
    Kind.MILESTONE: _milestones,
    Kind.TASKS: _tasks,
    Kind.CUMULATIVE: _cumulative,
    Kind.STATISTIC: _statistic,
    Kind.COVERAGE: _coverage,
}
