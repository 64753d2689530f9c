"""The navigator of a key result: where it is, where it should be, when it arrives, and which other ways there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from denyut.foresight.outlooks import Outlook
from denyut.foresight.plot import Plot, plot_of
from denyut.foresight.records import hits
from denyut.foresight.reroutes import Reroute, reroutes
from denyut.foresight.rows.reasons import change_shown
from denyut.foresight.rows.track import hits_shown
from denyut.lib.dates import format_day
from denyut.lib.numbers import format_number, format_percent

TABLED = 12


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of the probability: its name, what was said, that set right, and its share, as percentages."""

    label: str
    said: str
    corrected: str
    share: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A check-in date to come: its day, and the values that are undercut in 10, 50 and 90 of 100 cases."""

    day: str
    low: str
    middle: str
    high: str


@dataclass(frozen=True, slots=True)
class Navigator:
    """In one language. Without a forecast (`is_too_early`) only what is and what is expected is filled."""

    id: int
    is_too_early: bool
    progress: str
    expected: str
    chance: str
    level: str
    arrival: str
    between: str
    pace: str
    needed: str
    momentum: str
    still: str
    parts: list[PartRow]
    ways: list[str]
    steps: list[StepRow]
    plot: Plot | None
    hits: str
    is_of_yesterday: bool


def navigator_row(outlook: Outlook, language: str, *, is_of_yesterday: bool) -> Navigator:
    """A key result's outlook as its page shows it. One query."""
    case, is_early = outlook.case, outlook.blend is None
    chance = outlook.probability
    return Navigator(
        id=case.kr.pk,
        is_too_early=is_early,
        progress=format_percent(outlook.standing.actual, language),
        expected=format_percent(outlook.standing.expected, language),
        chance="" if chance is None else format_percent(chance, language),
        level="" if chance is None else _level(chance),
        arrival="" if is_early else _day(outlook.arrival("middle"), language) or _("not in this cycle"),
        between="" if is_early else _between(outlook, language),
        pace="" if outlook.fan is None else _change(outlook, outlook.weekly(outlook.fan.pace), language),
        needed="" if outlook.fan is None else _change(outlook, outlook.weekly(outlook.fan.needed), language),
        momentum=_momentum(outlook, language),
        still=_still(outlook, language),
        parts=_parts(outlook, language),
        ways=[] if is_early else [_way(way, outlook, language) for way in reroutes(*case.arguments())],
        steps=_steps(outlook, language),
        plot=None if outlook.fan is None else _plot(outlook),
        hits=hits_shown(hits(), language),
        is_of_yesterday=is_of_yesterday,
    )


def _level(chance: float) -> str:
    return "off_track" if chance < 0.35 else "at_risk" if chance < 0.6 else "on_track"


def _day(day: date | None, language: str) -> str:
    return "" if day is None else format_day(day, language)


def _between(outlook: Outlook, language: str) -> str:
    early, late = _day(outlook.arrival("early"), language), _day(outlook.arrival("late"), language)
    if not early:
        return ""
    if not late:
        return _("in 90 of 100 cases not before %(early)s") % {"early": early}
    return _("in 80 of 100 cases between %(early)s and %(late)s") % {"early": early, "late": late}


def _change(outlook: Outlook, change: float | None, language: str) -> str:
    if change is None:
        return "–"
    return change_shown(change, outlook.case.kr, language, is_share=outlook.case.is_share)


def _momentum(outlook: Outlook, language: str) -> str:
    moved = outlook.momentum
    if not outlook.case.said:
        return ""
    speed = change_shown(abs(moved.velocity), outlook.case.kr, language, is_share=outlook.case.is_share)
    if moved.velocity < 0:
        return _("It moves away from its target: by %(speed)s a week over the last four weeks.") % {"speed": speed}
    if moved.velocity == 0 and moved.acceleration == 0:
        return _("It does not move.")
    if moved.acceleration > 0:
        return _("It gains speed: better by %(speed)s a week over the last four weeks.") % {"speed": speed}
    if moved.acceleration < 0:
        return _("It loses speed: better by %(speed)s a week over the last four weeks.") % {"speed": speed}
    return _("It keeps its speed: better by %(speed)s a week over the last four weeks.") % {"speed": speed}


def _still(outlook: Outlook, language: str) -> str:
    moved = outlook.momentum
    if moved.streak > 1:
        sentence = ngettext("Better for %(weeks)s week on end.", "Better for %(weeks)s weeks on end.", moved.streak)
        return sentence % {"weeks": format_number(moved.streak, language)}
    if moved.still_days is None or moved.still_days < 7:
        return ""
    sentence = ngettext("It last moved %(days)s day ago.", "It last moved %(days)s days ago.", moved.still_days)
    return sentence % {"days": format_number(moved.still_days, language)}


def _parts(outlook: Outlook, language: str) -> list[PartRow]:
    labels = {
        "trend": _("What the numbers say"),
        "confidence": _("How sure its owner is, read by how that came out before"),
        "vote": _("How sure those are who work on it, in secret"),
    }
    found = outlook.blend.parts if outlook.blend else ()
    return [
        PartRow(labels[part.name], *(format_percent(one, language) for one in (part.said, part.corrected, part.share)))
        for part in found
    ]


def _way(way: Reroute, outlook: Outlook, language: str) -> str:
    chance = format_percent(way.probability, language)
    if way.kind == "capacity":
        shown = {"factor": format_percent(way.value - 1, language), "chance": chance}
        return _("Go faster by %(factor)s from now on: the chance becomes %(chance)s.") % shown
    if way.kind == "action":
        shown = {"pace": _change(outlook, outlook.weekly(way.value), language), "chance": chance}
        return _("Go another way that brings %(pace)s a week: the chance becomes %(chance)s.") % shown
    if way.kind == "scope":
        target = change_shown(way.value, outlook.case.kr, language, is_share=outlook.case.is_share)
        return _("Set the target to %(target)s: the chance becomes %(chance)s.") % {"target": target, "chance": chance}
    days = int(way.value) * outlook.case.dates.days
    sentence = ngettext(
        "Take %(days)s day more: the chance becomes %(chance)s.",
        "Take %(days)s days more: the chance becomes %(chance)s.",
        days,
    )
    return sentence % {"days": format_number(days, language), "chance": chance}


def _steps(outlook: Outlook, language: str) -> list[StepRow]:
    if outlook.fan is None:
        return []
    case, known = outlook.case, _thinned(outlook.fan.steps)
    return [
        StepRow(
            format_day(case.dates.on(one.date), language, "brief"),
            *(change_shown(v, case.kr, language, is_share=case.is_share) for v in (one.low, one.middle, one.high)),
        )
        for one in known
    ]


def _thinned[T](steps: Sequence[T]) -> Sequence[T]:
    """At most a dozen of the steps, the last among them."""
    every = -(-len(steps) // TABLED) or 1
    return [*reversed([*reversed(steps)][::every])]


def _plot(outlook: Outlook) -> Plot:
    case = outlook.case
    return plot_of(
        [(one.day, one.value) for one in case.said if one.day >= case.dates.first],
        [(case.dates.on(step.date), step) for step in outlook.fan.steps] if outlook.fan else [],
        first=case.dates.first,
        last=case.dates.last,
        today=case.day,
        baseline=case.baseline,
        target=case.target,
    )
