"""Do people keep their goals up to date, of their own accord, and for how long?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.benefits.measures.registry import Shape, Tally, measure, rated, shared
from denyut.benefits.updates import Update, updates_in
from denyut.benefits.weeks import WEEK, Weeks
from denyut.lib.dates import monday_of
from denyut.okr.models import Cycle, KeyResult

LASTING = 4


@measure(
    "sustained_use",
    number="M-08",
    title=_("Sustained use"),
    formula=_(
        "Of the owners who updated a goal in the first week of a cycle, the share with at least one update of "
        "their own accord in each of the last four weeks."
    ),
    unit="%",
    shape=Shape.SHARE,
    is_higher_better=True,
    scale=100,
)
def sustained_use(weeks: Weeks) -> Mapping[date, Tally]:
    """M-08 by week; the first four weeks of a cycle have no cohort yet. Three queries."""
    cycles = Cycle.objects.filter(starts_on__lt=weeks.last + WEEK, ends_on__gte=weeks.first)
    starts = {pk: monday_of(starts_on) for pk, starts_on in cycles.values_list("pk", "starts_on")}
    earlier = Weeks(min([weeks.first, *starts.values()]) - WEEK * LASTING, weeks.last, weeks.zone)
    return lasting(updates_in(earlier), starts, weeks)


def lasting(updates: Iterable[Update], starts: Mapping[int, date], weeks: Weeks) -> dict[date, Tally]:
    """Of those active in the first week of each cycle, who was so in each of the four weeks that end with a Monday's week. Pure."""
    active: defaultdict[int, set[date]] = defaultdict(set)
    cohorts: defaultdict[int, set[int]] = defaultdict(set)
    for one in updates:
        monday = weeks.of(one.at)
        if starts.get(one.cycle) == monday:
            cohorts[one.cycle].add(one.person)
        if not one.is_prompted:
            active[one.person].add(monday)
    tallies: dict[date, Tally] = {}
    for monday in weeks:
        wanted = {monday - WEEK * back for back in range(LASTING)}
        people = {p for cycle, cohort in cohorts.items() if starts[cycle] <= monday - WEEK * LASTING for p in cohort}
        if people:
            tallies[monday] = Tally(hits=sum(wanted <= active[person] for person in people), of=len(people))
    return tallies


@measure(
    "unprompted",
    number="M-09",
    title=_("Unprompted updates"),
    formula=_("Updates with no reminder to their author in the two hours before, divided by all updates."),
    unit="%",
    shape=Shape.SHARE,
    is_higher_better=True,
    scale=100,
)
def unprompted(weeks: Weeks) -> Mapping[date, Tally]:
    """M-09 by week. Two queries."""
    return shared((weeks.of(one.at), not one.is_prompted) for one in updates_in(weeks))


@measure(
    "tracking_density",
    number="M-12",
    title=_("Tracking density"),
    formula=_("Updates by people, divided by the key results that were under way in that week."),
    unit=_("updates per key result and week"),
    shape=Shape.RATE,
    is_higher_better=True,
    claimed=280,
)
def tracking_density(weeks: Weeks) -> Mapping[date, Tally]:
    """M-12 by week. Three queries."""
    return rated(((weeks.of(one.at), 1.0) for one in updates_in(weeks)), key_result_weeks(weeks))


def key_result_weeks(weeks: Weeks) -> dict[date, float]:
    """How many key results were under way in each week. One query."""
    running = KeyResult.objects.alive().filter(
        Q(objective__cycle__starts_on__lt=weeks.last + WEEK) & Q(objective__cycle__ends_on__gte=weeks.first)
    )
    spans = list(running.order_by().values_list("made_at", "objective__cycle__starts_on", "objective__cycle__ends_on"))
    return {
        monday: float(
            sum(
                made < weeks.end_of(monday) and starts < monday + WEEK and ends >= monday
                for made, starts, ends in spans
            )
        )
        for monday in weeks
    }
