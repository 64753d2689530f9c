"""Are deviations seen and handled before they happen?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from denyut.benefits.measures.registry import Shape, Tally, measure, sampled, shared
from denyut.benefits.weeks import Weeks
from denyut.foresight.models import EarlyWarning, Intervention
from denyut.okr.models import Revision

A_DAY = 86_400


@measure(
    "proactive_ratio",
    number="M-05",
    title=_("Acted before it was late"),
    formula=_("Interventions while the goal was not yet off track, divided by all interventions."),
    unit="%",
    shape=Shape.SHARE,
    is_higher_better=True,
    scale=100,
)
def proactive_ratio(weeks: Weeks) -> Mapping[date, Tally]:
    """M-05, its first part. One query."""
    done = Intervention.objects.filter(at__gte=weeks.begin, at__lt=weeks.end).order_by()
    return shared((weeks.of(at), not was_red) for at, was_red in done.values_list("at", "was_red"))


@measure(
    "warning_lead",
    number="M-05b",
    title=_("Warning lead time"),
    formula=_("The median of the days from an early warning until it came true or was averted."),
    unit=_("days"),
    shape=Shape.MEDIAN,
    is_higher_better=True,
)
def warning_lead(weeks: Weeks) -> Mapping[date, Tally]:
    """M-05, its second part, by the week in which the warning closed; what was red already is no early warning. One query."""
    closed = EarlyWarning.objects.filter(was_red=False, closed_at__gte=weeks.begin, closed_at__lt=weeks.end).order_by()
    pairs = closed.values_list("raised_at", "closed_at")
    return sampled((weeks.of(at), (at - raised).total_seconds() / A_DAY) for raised, at in pairs if at is not None)


@measure(
    "signal_to_adjustment",
    number="M-28",
    title=_("From signal to adjustment"),
    formula=_(
        "The median of the days from an early warning to the first intervention, or change of that goal with a reason."
    ),
    unit=_("days"),
    shape=Shape.MEDIAN,
    is_higher_better=False,
)
def signal_to_adjustment(weeks: Weeks) -> Mapping[date, Tally]:
    """M-28 by the week of the adjustment. Three queries."""
    raised = list(
        EarlyWarning.objects.filter(raised_at__lt=weeks.end).order_by().values_list("pk", "key_result", "raised_at")
    )
    acted = Intervention.objects.filter(at__lt=weeks.end).order_by().values_list("warning", "at")
    changed = Revision.objects.filter(is_free=False, key_result__isnull=False, at__lt=weeks.end).order_by()
    found = adjustments(raised, acted, changed.values_list("key_result", "at"))
    return sampled((weeks.of(at), days) for at, days in found if weeks.begin <= at < weeks.end)


def adjustments(
    raised: Iterable[tuple[int, int, datetime]],
    acted: Iterable[tuple[int, datetime]],
    changed: Iterable[tuple[int | None, datetime]],
) -> list[tuple[datetime, float]]:
    """The first adjustment after each warning (its id, its goal, its moment): when it came, and after how many days. Pure."""
    by_warning: defaultdict[int, list[datetime]] = defaultdict(list)
    by_goal: defaultdict[int | None, list[datetime]] = defaultdict(list)
    for warning, at in acted:
        by_warning[warning].append(at)
    for goal, at in changed:
        by_goal[goal].append(at)
    found = []
    for warning, goal, since in raised:
        later = [at for at in (*by_warning[warning], *by_goal[goal]) if at >= since]
        if later:
            found.append((min(later), (min(later) - since).total_seconds() / A_DAY))
    return found
