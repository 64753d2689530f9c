"""Warnings as the page of what needs looking at shows them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from denyut.foresight.actions.told import leaders_of
from denyut.foresight.effects import net_of
from denyut.foresight.models import EarlyWarning, Intervention
from denyut.foresight.playbook import Record, proposed, ranked
from denyut.foresight.records import records
from denyut.foresight.rows.reasons import why
from denyut.lib.numbers import format_number, format_percent
from denyut.okr.labels import STATUS_LABELS
from denyut.okr.status import Status
from denyut.people.faces import Face, face_of
from denyut.people.times import company_now
from denyut.spine import clock

ACTS = dict(Intervention.InterventionKind.choices)
ICONS = {
    "miss": "trending-down",
    "fall": "gauge",
    "stale": "hourglass",
    "blocked": "octagon-x",
    "overload": "users",
    "gap": "eye",
}


@dataclass(frozen=True, slots=True)
class Act:
    """One way to act upon a warning, and how it turned out here; `record` is empty below three tries."""

    kind: str
    label: str | Promise
    record: str


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was done. `effects` are sentences by days; `net` is the last effect in points beyond like key results."""

    kind: str
    label: str | Promise
    by: Face
    note: str
    at: datetime
    status_label: str | Promise
    was_in_time: bool
    effects: list[str]
    helped: bool | None


@dataclass(frozen=True, slots=True)
class WarningRow:
    """A warning. `chance` is the probability when it was raised, as a percentage; `days_left` those to the end of the key result.

    `sides` are the ids of its owner and of those who answer for it, who have it in a list of their own.
    """

    id: int
    kind: str
    icon: str
    kind_label: str | Promise
    key_result: int
    goal_label: str
    goal_title: str
    is_goal_open: bool
    owner: Face
    sides: str
    department: str
    why: str
    chance: str
    status_then: str
    status_label: str | Promise
    raised_at: datetime
    open_at: datetime
    is_hidden: bool
    is_standing: bool
    closed_at: datetime | None
    days_left: int
    surfaced_by: Face | None
    acts: list[Act]
    done: list[Done]


def warning_rows(warnings: Sequence[EarlyWarning], language: str) -> list[WarningRow]:
    """Loaded warnings (`with_goals`) as rows, in their order. Two queries."""
    known = records() if warnings else {}
    done: dict[int, list[Intervention]] = {one.pk: [] for one in warnings}
    for act in Intervention.objects.filter(warning__in=done).select_related("by") if done else ():
        done[act.warning_id].append(act)
    return [_row(one, done[one.pk], known.get(one.kind, {}), language) for one in warnings]


def acts_of(kinds: Iterable[str], known: Mapping[str, Record], language: str) -> list[Act]:
    """Acts by their kinds, with what is known of each."""
    return [Act(kind, ACTS[kind], said_of(known.get(kind, Record()), language)) for kind in kinds]


def every_act(warning: EarlyWarning, language: str) -> list[Act]:
    """All ways to act upon a warning, what worked here first. One query."""
    known = records().get(warning.kind, {})
    return acts_of(ranked(warning.kind, known), known, language)


def said_of(record: Record, language: str) -> str:
    """ "Tried 6 times, helped 4 (40–83%)"; nothing below three tries."""
    if not record.is_known:
        return ""
    low, high = record.interval()
    shown = {
        "tried": format_number(record.tried, language),
        "helped": format_number(record.helped, language),
        "low": format_percent(low, language),
        "high": format_percent(high, language),
    }
    return _("Tried here: %(tried)s, helped: %(helped)s (%(low)s–%(high)s)") % shown


def done_row(act: Intervention, language: str) -> Done:
    """An act as it is shown; `by` must be loaded."""
    return Done(
        kind=act.kind,
        label=ACTS[act.kind],
        by=face_of(act.by),
        note=act.note,
        at=act.at,
        status_label=STATUS_LABELS[Status(act.status_then)],
        was_in_time=not act.was_red,
        effects=[_effect(days, act.effects[days], language) for days in sorted(act.effects, key=int)],
        helped=act.helped,
    )


def _effect(days: str, effect: Mapping[str, float], language: str) -> str:
    shown = {
        "days": format_number(int(days), language),
        "own": _points(effect["probability"], language),
        "net": _points(net_of(effect), language),
        "n": format_number(int(effect["n"]), language),
    }
    if not effect["n"]:
        return (
            _("After %(days)s days the chance had changed by %(own)s points; there was nothing alike to compare.")
            % shown
        )
    return (
        _("After %(days)s days the chance had changed by %(own)s points: %(net)s more than in %(n)s like key results.")
        % shown
    )


def _points(change: float, language: str) -> str:
    number = format_number(abs(round(change * 100)), language)
    return f"\u2066{'+' if change >= 0 else '−'}{number}\u2069"


def _row(one: EarlyWarning, done: Sequence[Intervention], known: Mapping[str, Record], language: str) -> WarningRow:
    kr, chance = one.key_result, one.facts.get("probability")
    department = kr.objective.department
    return WarningRow(
        id=one.pk,
        kind=one.kind,
        icon=ICONS[one.kind],
        kind_label=EarlyWarning.WarningKind(one.kind).label,
        key_result=kr.pk,
        goal_label=kr.label,
        goal_title=kr.title,
        is_goal_open=kr.objective.is_open,
        owner=face_of(kr.owner),
        sides=" ".join(str(pk) for pk in (kr.owner_id, *leaders_of(kr))),
        department=department.name if department else "",
        why=why(one, language),
        chance="" if chance is None else format_percent(chance, language),
        status_then=one.status_then,
        status_label=STATUS_LABELS[Status(one.status_then)],
        raised_at=one.raised_at,
        open_at=one.open_at,
        is_hidden=one.is_owners_alone(clock.now()),
        is_standing=one.is_standing,
        closed_at=one.closed_at,
        days_left=max(0, (kr.last_day - company_now().date()).days),
        surfaced_by=face_of(one.surfaced_by) if one.surfaced_by else None,
        acts=acts_of(proposed(one.kind, known, one.pk), known, language),
        done=[done_row(act, language) for act in done],
    )
