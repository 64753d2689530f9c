"""The ledger as its page shows it: every measure with its value, its interval and its verdict, in words of one language."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.benefits.measures import Measure, Shape, in_order
from denyut.benefits.models import Baseline, Weekly
from denyut.benefits.statistics.intervals import Interval, bootstrap_median, bootstrap_rate, wilson
from denyut.benefits.statistics.trends import Point
from denyut.benefits.statistics.verdicts import Finding, Verdict, finding_of
from denyut.benefits.weeks import WEEK
from denyut.lib.dates import format_day
from denyut.lib.numbers import format_number, format_percent
from denyut.lib.quantiles import p50
from denyut.lib.sparkline import sparkline_points
from denyut.lib.units import format_value

WINDOW, WIDTH, HEIGHT = 12, 240, 44
WORDS: dict[Verdict, str | Promise] = {
    Verdict.UNMEASURED: _("Not measurable yet"),
    Verdict.UNSURE: _("Cannot tell yet"),
    Verdict.IMPROVED: pgettext_lazy("a verdict", "Improved"),
    Verdict.SAME: _("No detectable change"),
    Verdict.WORSE: pgettext_lazy("a verdict", "Worse"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """One week as it was counted."""

    on: date
    hits: float
    of: float
    samples: Sequence[float]


@dataclass(frozen=True, slots=True)
class Entry:
    """A measure in one language. Its value, interval and gain are empty texts where nothing may be said.

    `count` is n: the cases behind the value. `kept` is how many weeks have data at all.
    """

    name: str
    number: str
    title: str
    formula: str
    verdict: str
    verdict_label: str
    value: str
    interval: str
    unit: str
    count: str
    window: str
    gain: str
    gain_interval: str
    claimed: str
    weeks_needed: int | None
    trend: list[str]
    kept: int
    seal: str
    is_whole: bool
    frozen: str


def entries(language: str) -> list[Entry]:
    """The whole ledger. Two queries."""
    weeks: defaultdict[str, list[Counted]] = defaultdict(list)
    for one in Weekly.objects.all():
        weeks[one.measure].append(Counted(one.week_on, one.hits, one.of, one.samples))
    baselines = {one.measure: one for one in Baseline.objects.all()}
    return [entry_of(each, weeks[each.name], baselines.get(each.name), language) for each in in_order()]


def entry_of(each: Measure, weeks: Sequence[Counted], baseline: Baseline | None, language: str) -> Entry:
    """One measure. No query; without a baseline it says no number at all."""
    before = [Counted(date.fromisoformat(on), hits, of, samples) for on, hits, of, samples in _frozen(baseline)]
    after = [one for one in weeks if baseline is not None and one.on >= baseline.before_on]
    finding = finding_of(points(each, before), points(each, after), is_higher_better=each.is_higher_better)
    window = after[-WINDOW:]
    number = value_of(each, window) if window else None
    limits = interval_of(each, window) if window else None
    return Entry(
        name=each.name,
        number=each.number,
        title=str(each.title),
        formula=str(each.formula),
        verdict=finding.verdict,
        verdict_label=str(WORDS[finding.verdict]),
        value="" if number is None else _figure(number, each, language),
        interval="" if limits is None else _range(limits.low, limits.high, language),
        unit="" if str(each.unit) == "%" else str(each.unit),
        count=format_number(Decimal(round(cases_of(each, window))), language),
        window=_window(window, language),
        **_gain(finding, language),
        claimed=format_percent(each.claimed / 100, language) if each.claimed else "",
        weeks_needed=finding.weeks_needed,
        trend=_trend(each, weeks, baseline),
        kept=len(weeks),
        seal=baseline.seal[:12] if baseline else "",
        is_whole=baseline is None or baseline.is_whole,
        frozen=format_day(baseline.before_on, language, "brief") if baseline else "",
    )


def points(each: Measure, weeks: Sequence[Counted]) -> list[Point]:
    """The weekly values, by the number of the week."""
    return [(one.on.toordinal() // 7, value_of(each, [one])) for one in weeks if one.of or one.samples]


def value_of(each: Measure, weeks: Sequence[Counted]) -> float:
    """The value of some weeks together, as people read it. Raises ValueError when nothing was counted in them."""
    if each.shape is Shape.MEDIAN:
        return p50(value for one in weeks for value in one.samples) * each.scale
    of = sum(one.of for one in weeks)
    if not of:
        raise ValueError("nothing was counted")
    return sum(one.hits for one in weeks) / of * each.scale


def interval_of(each: Measure, weeks: Sequence[Counted]) -> Interval:
    """Where that value lies with 90 % confidence: Wilson's for shares, else by drawing anew."""
    if each.shape is Shape.SHARE:
        found = wilson(sum(one.hits for one in weeks), sum(one.of for one in weeks))
    elif each.shape is Shape.MEDIAN:
        found = bootstrap_median([value for one in weeks for value in one.samples])
    else:
        found = bootstrap_rate([(one.hits, one.of) for one in weeks])
    return Interval(found.low * each.scale, found.high * each.scale)


def cases_of(each: Measure, weeks: Sequence[Counted]) -> float:
    """n: how many cases stand behind the value: samples, what hits are counted of, or for a rate its weeks."""
    if each.shape is Shape.RATE:
        return len(weeks)
    return sum(len(one.samples) if each.shape is Shape.MEDIAN else one.of for one in weeks)


def _frozen(baseline: Baseline | None) -> Sequence[tuple[str, float, float, list[float]]]:
    return [(on, hits, of, samples) for on, hits, of, samples in baseline.weeks] if baseline else []


def _gain(finding: Finding, language: str) -> dict[str, str]:
    if finding.gain is None or finding.interval is None:
        return {"gain": "", "gain_interval": ""}
    limits = _range(finding.interval.low * 100, finding.interval.high * 100, language)
    return {"gain": format_percent(finding.gain, language), "gain_interval": limits}


def _figure(number: float, each: Measure, language: str) -> str:
    unit = "%" if str(each.unit) == "%" else ""
    return format_value(Decimal(str(number)), unit, language, decimals=_decimals(number))


def _range(low: float, high: float, language: str) -> str:
    places = max(_decimals(low), _decimals(high)) if max(abs(low), abs(high)) < 10 else 0
    ends = [format_number(Decimal(str(end)), language, decimals=places) for end in (low, high)]
    return f"[{ends[0]}, {ends[1]}]"


def _decimals(number: float) -> int:
    return 0 if abs(number) >= 10 else 1 if abs(number) >= 1 else 2


def _window(weeks: Sequence[Counted], language: str) -> str:
    if not weeks:
        return ""
    last = weeks[-1].on + WEEK * 6 / 7
    return f"{format_day(weeks[0].on, language, 'brief')} – {format_day(last, language, 'brief')}"


def _trend(each: Measure, weeks: Sequence[Counted], baseline: Baseline | None) -> list[str]:
    if baseline is None or not weeks:
        return []
    known = {one.on: Decimal(str(value_of(each, [one]))) for one in weeks}
    span = (weeks[-1].on - weeks[0].on) // WEEK
    values = [known.get(weeks[0].on + WEEK * number) for number in range(span + 1)]
    return sparkline_points(values, WIDTH, HEIGHT)
