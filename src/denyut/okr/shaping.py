"""Giving a key result its numbers: every part checked, each refusal with its remedy."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from denyut.okr.models import Cadence, KeyResult
from denyut.okr.money import currency_of
from denyut.okr.pace import NotACurve, along
from denyut.okr.progress import ONE, Kind
from denyut.okr.setups import Setup, SetupWords, kept, setup_of
from denyut.okr.values import PERCENT, chosen, fitting
from denyut.spine.access import Conflict, Invalid


@dataclass(frozen=True)
class Shape:
    """What is said about a key result's measure, as a door passes it on."""

    title: str
    kind: str
    unit: str
    currency: str
    baseline: Decimal
    target: Decimal
    setup: SetupWords | None
    starts_on: date | None
    due_on: date | None
    pace: str


@dataclass(frozen=True)
class Reasons:
    """What is said about a key result beside its measure: how often, since when, from where, why."""

    cadence: str = ""
    baseline_on: date | None = None
    source: str = ""
    hypothesis: str = ""
    effect: str = ""
    counts_as: str = ""


def reasons_of(kr: KeyResult) -> Reasons:
    """What stands there now."""
    return Reasons(kr.cadence, kr.baseline_on, kr.source, kr.hypothesis, kr.effect, kr.counts_as)


def shape(kr: KeyResult, given: Shape, why: Reasons) -> None:
    """Put the measure and its reasons onto a key result, unsaved. Raises Invalid for the first part that makes no sense."""
    kind = chosen(Kind, given.kind, "kind")
    kr.title, kr.unit, kr.kind = " ".join(given.title.split()), given.unit.strip(), kind.value
    if not kr.title or len(kr.title) > 300:
        raise Invalid(_("Give it a title of up to 300 letters."), code="title", field="title")
    if len(kr.unit) > 20:
        raise Invalid(_("A unit has up to 20 letters, for example “min”."), code="unit", field="unit")
    kr.currency = currency_of(given.currency)
    kr.baseline, kr.target = _ends(kind, fitting(given.baseline, "baseline"), fitting(given.target, "target"))
    setup = _setup(kind, kr.target, given.setup)
    kr.setup = kept(setup)
    kr.starts_on, kr.due_on = _days(kr, given.starts_on, given.due_on)
    kr.pace = chosen(KeyResult.Pace, given.pace, "pace").value
    if kr.pace == KeyResult.Pace.CURVE:
        _curve(setup)
    kr.progress = kr.progress_at(kr.value)
    _explain(kr, why)


def _explain(kr: KeyResult, why: Reasons) -> None:
    kr.cadence = chosen(Cadence, why.cadence, "cadence").value if why.cadence else ""
    kr.baseline_on = why.baseline_on
    kr.source = _short(why.source, 200, "source")
    kr.hypothesis, kr.effect = _short(why.hypothesis, 500, "hypothesis"), _short(why.effect, 200, "effect")
    kr.counts_as = chosen(KeyResult.CountsAs, why.counts_as, "counts_as").value if why.counts_as else ""


def keeps_measure(kr: KeyResult, given: Shape) -> None:
    """Go on only if type and unit stay, or nobody has checked in yet. Raises Conflict with the way to do it else."""
    now = (kr.kind, kr.unit, kr.currency)
    if kr.checked_in_at is not None and now != (str(given.kind), given.unit.strip(), given.currency.strip().upper()):
        raise Conflict(
            _(
                "It has check-ins in its unit already. Use “Measure it differently”: they stay, and a new stretch begins."
            ),
            code="measured",
            field="unit" if kr.unit != given.unit.strip() else "kind",
        )


def _ends(kind: Kind, baseline: Decimal, target: Decimal) -> tuple[Decimal, Decimal]:
    if kind.is_yes_or_no:
        return Decimal(0), Decimal(1)
    if kind in PERCENT:
        return Decimal(0), Decimal(100)
    if not kind.is_control and baseline == target:
        raise Invalid(
            _("Start and target are the same. Give a target that differs from where you are now."),
            code="no_way",
            field="target",
        )
    return baseline, target


def _setup(kind: Kind, target: Decimal, words: SetupWords | None) -> Setup:
    try:
        setup = setup_of(dict(words or {}))
    except (KeyError, ValueError, ArithmeticError, TypeError) as error:
        raise Invalid(
            _("These settings make no sense for this kind of key result."), code="setup", field="setup"
        ) from error
    if kind is Kind.RANGE and (setup.low is None or fitting(setup.low, "low") >= target):
        raise Invalid(
            _("A range needs a lower bound that lies below its upper one."), code="impossible_range", field="low"
        )
    if setup.tolerance is not None and setup.tolerance <= 0:
        raise Invalid(_("A tolerance is larger than 0."), code="tolerance", field="tolerance")
    if not 0 < setup.share <= 1:
        raise Invalid(_("The share of the time lies above 0 and up to 1."), code="share", field="share")
    for name in ("least", "sessions", "judged_days"):
        _at_least_one(name, getattr(setup, name))
    return setup


def _at_least_one(name: str, number: int) -> None:
    if not 1 <= number <= 100_000:
        raise Invalid(_("Write a whole number from 1 on."), code="too_small", field=name)


def _curve(setup: Setup) -> None:
    try:
        along(setup.curve, ONE)
    except NotACurve as error:
        raise Invalid(_("A curve begins at 0 and ends at 1, and never falls."), code="curve", field="curve") from error


def _days(kr: KeyResult, starts_on: date | None, due_on: date | None) -> tuple[date | None, date | None]:
    cycle = kr.objective.cycle
    outside: Any = {"first": cycle.starts_on, "last": cycle.ends_on}
    for field, day in (("starts_on", starts_on), ("due_on", due_on)):
        if day is not None and not cycle.starts_on <= day <= cycle.ends_on:
            raise Invalid(
                _("That day lies outside the cycle. Choose one from %(first)s to %(last)s.") % outside,
                code="outside_cycle",
                field=field,
            )
    if (due_on or cycle.ends_on) < (starts_on or cycle.starts_on):
        raise Invalid(_("The last day lies before the first. Choose a later last day."), code="dates", field="due_on")
    return starts_on, due_on


def _short(words: str, length: int, field: str) -> str:
    if len(words) > length:
        raise Invalid(
            _("That is too long. %(letters)s letters fit.") % {"letters": length}, code="too_long", field=field
        )
    return words.strip().replace("\x00", "")
