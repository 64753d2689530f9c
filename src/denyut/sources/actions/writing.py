"""Where the numbers of a run go: readings of an indicator, or measurements of a key result. Again changes nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from denyut.metrics.actions import bring_readings
from denyut.metrics.bulk import Fresh
from denyut.metrics.models import Indicator, Reading
from denyut.okr.actions import observe, withdraw_observation
from denyut.okr.models import KeyResult, Observation
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.sources.buckets import Span
from denyut.sources.models import Run, Source
from denyut.sources.troubles import Trouble
from denyut.spine.access import Invalid

ORIGIN = "source:"
NOON = time(12)
DIGITS = 15
DAYS_AT_ONCE = 120


def write_readings(actor: Person, indicator: Indicator, run: Run, spans: Sequence[Span]) -> int:
    """A reading a span, at noon of its last day. Returns how many changed anything. Raises Trouble, Refused."""
    fresh = [_reading(span) for span in _without_a_cut_beginning(indicator, spans)]
    if not fresh:
        return 0
    try:
        return bring_readings(actor, indicator, fresh, origin=f"{ORIGIN}{run.pk}")
    except Invalid as error:
        raise Trouble("refused", why=str(error.reason)) from error


def write_measurements(actor: Person, source: Source, values: Mapping[date, Sequence[Decimal]]) -> int:
    """The single values of each day of the key result's cycle. What a day no longer says is withdrawn. Returns how many changed."""
    kr = source.key_result
    if kr is None:
        raise Trouble("refused", why="")
    begins = kr.objective.cycle.starts_on
    days = [(day, list(found)) for day, found in values.items() if day >= begins][-DAYS_AT_ONCE:]
    return sum(_write_day(actor, kr, source, moment_of(day), found) for day, found in days)


def moment_of(day: date) -> datetime:
    """Noon of a day by the company's clock: the same day for every reader near it."""
    return datetime.combine(day, NOON, company_now().tzinfo)


def _write_day(actor: Person, kr: KeyResult, source: Source, at: datetime, values: list[Decimal]) -> int:
    standing = list(Observation.objects.filter(key_result=kr, author=actor, at=at, is_withdrawn=False))
    wanted = Counter(values)
    gone = []
    for one in standing:
        if wanted[one.value] > 0:
            wanted[one.value] -= 1
        else:
            gone.append(one)
    new = list(wanted.elements())
    for one in gone:
        withdraw_observation.function(actor, one)
    if new:
        observe.function(actor, kr, values=new, at=at, note=source.name)
    return len(new) + len(gone)


def _reading(span: Span) -> Fresh:
    if span.value.adjusted() >= DIGITS:
        raise Trouble("not_kept", day=span.last.isoformat())
    decimals = max(0, min(6, DIGITS - 1 - span.value.adjusted())) if span.value else 6
    value = round(span.value, decimals)
    return Fresh(at=moment_of(span.last), value=value, n=span.n, is_estimated=span.is_estimated)


def _without_a_cut_beginning(indicator: Indicator, spans: Sequence[Span]) -> Sequence[Span]:
    """A window that moves on ("the last 30 days") cuts into its first span: what was known of it from more rows stays."""
    known = Reading.objects.filter(indicator=indicator, valid_at=moment_of(spans[0].last), origin__startswith=ORIGIN)
    n = known.values_list("n", flat=True).first()
    return spans[1:] if n is not None and n > spans[0].n else spans
