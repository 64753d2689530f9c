"""What came of warnings and acts so far, counted: how often they were right, what helped, how early, how much before it was too late."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import Count, Min, Q

from denyut.foresight.models import EarlyWarning, Forecast, Intervention
from denyut.foresight.playbook import Record
from denyut.okr.models import Cycle
from denyut.people.models import Person

ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Hits:
    """Of `number` warnings that said a target would be missed, in closed cycles, so many were right."""

    right: int
    number: int


@dataclass(frozen=True, slots=True)
class Proactive:
    """Acts upon warnings, those of them while the key result was not red, and the median days from warning to red, or to the end."""

    acts: int
    before_red: int
    lead_days: float | None

    @property
    def ratio(self) -> float | None:
        """The share of acts that came in time; None without any."""
        return self.before_red / self.acts if self.acts else None


@dataclass(frozen=True, slots=True)
class Known:
    """How early a missed key result of a closed cycle was known: the day of the first right warning, and the days left then to the first
    red status (None: it was never red) and to the end.
    """

    warning: EarlyWarning
    lead_days: int
    days_to_red: int | None


def hits() -> Hits | None:
    """How often warnings of a miss were right here; None below five, since so few say nothing. One query."""
    of_misses = Q(kind=EarlyWarning.WarningKind.MISS) & ~Q(outcome="")
    counted = EarlyWarning.objects.filter(of_misses).aggregate(
        number=Count("pk"), right=Count("pk", filter=Q(outcome=EarlyWarning.Outcome.MISSED))
    )
    return Hits(counted["right"], counted["number"]) if counted["number"] >= ENOUGH else None


def records() -> Mapping[str, Mapping[str, Record]]:
    """How each act turned out here, by kind of warning and act. One query."""
    found: dict[str, dict[str, Record]] = defaultdict(dict)
    counted = (
        Intervention.objects.filter(helped__isnull=False)
        .order_by()
        .values("warning__kind", "kind")
        .annotate(tried=Count("pk"), good=Count("pk", filter=Q(helped=True)))
    )
    for one in counted:
        found[one["warning__kind"]][one["kind"]] = Record(one["tried"], one["good"])
    return found


def proactive(cycle: Cycle | None = None) -> Proactive:
    """How much was done before it was too late, in a cycle or ever. Three queries."""
    of_cycle = Q() if cycle is None else Q(key_result__objective__cycle=cycle)
    acts = Q() if cycle is None else Q(warning__key_result__objective__cycle=cycle)
    counted = Intervention.objects.filter(acts).aggregate(
        acts=Count("pk"), before_red=Count("pk", filter=Q(was_red=False))
    )
    warnings = list(EarlyWarning.objects.filter(of_cycle, was_red=False).select_related("key_result__objective__cycle"))
    red = _first_red({one.key_result_id for one in warnings})
    leads = []
    for one in warnings:
        raised, reddened = one.raised_at.date(), red.get(one.key_result_id)
        leads.append(((reddened if reddened and reddened >= raised else one.key_result.last_day) - raised).days)
    return Proactive(counted["acts"], counted["before_red"], median(leads) if leads else None)


def known_early(cycle: Cycle, viewer: Person) -> list[Known]:
    """The missed key results of a closed cycle that were warned of, those known earliest first, as far as the viewer sees. Two queries."""
    right = EarlyWarning.objects.visible_to(viewer).filter(
        kind=EarlyWarning.WarningKind.MISS, outcome=EarlyWarning.Outcome.MISSED, key_result__objective__cycle=cycle
    )
    first: dict[int, EarlyWarning] = {}
    for one in right.with_goals().order_by("raised_at"):
        first.setdefault(one.key_result_id, one)
    red = _first_red(set(first))
    return [_known(one, red.get(pk)) for pk, one in first.items()]


def adjustment_days(cycle: Cycle | None = None) -> float | None:
    """The median days from a warning to the first act upon it; None without any. One query."""
    of_cycle = Q() if cycle is None else Q(key_result__objective__cycle=cycle)
    answered = EarlyWarning.objects.filter(of_cycle).annotate(acted=Min("interventions__at")).exclude(acted=None)
    waits = [acted - raised for raised, acted in answered.values_list("raised_at", "acted")]
    return median(waits) / timedelta(days=1) if waits else None


def _first_red(key_results: set[int]) -> Mapping[int, date]:
    red = Forecast.objects.filter(key_result__in=key_results, is_red=True).order_by()
    return dict(red.values("key_result").annotate(day=Min("day")).values_list("key_result", "day"))


def _known(one: EarlyWarning, red: date | None) -> Known:
    raised = one.raised_at.date()
    to_red = (red - raised).days if red is not None and red >= raised else None
    return Known(one, (one.key_result.last_day - raised).days, to_red)
