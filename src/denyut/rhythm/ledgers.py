"""The ledgers of key results' check-ins: each due moment and what became of it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.lib.numbers import format_percent
from denyut.okr.models import CheckIn, KeyResult, Segment
from denyut.rhythm.lateness import Came, Due, discipline, ledger
from denyut.rhythm.stand_ins import stand_ins
from denyut.rhythm.states import States, states_of
from denyut.rhythm.timetable import Timetable, timetable_of
from denyut.spine import clock

SHOWN = 12
CAME_LABELS: dict[Came, str | Promise] = {
    Came.ON_TIME: _("On time"),
    Came.LATE: _("Late"),
    Came.MISSED: _("Missed"),
    Came.PENDING: _("Due now"),
    Came.FUTURE: _("To come"),
    Came.NOT_ASKED: _("Not asked"),
    Came.LEGACY: _("Measured differently"),
}


@dataclass(frozen=True, slots=True)
class Ledger:
    """The last due days of a key result with the next one, newest first, and the share that was on time."""

    dues: list[tuple[Due, str | Promise]]
    discipline: str
    next_on: date | None
    stand_in: str


def dues_of(kr: KeyResult, now: datetime) -> list[Due]:
    """Every due moment of a key result, oldest first; its objective, cycle and owner must be loaded. Eight queries at most."""
    return ledgers_of([kr], now)[kr.pk]


def ledgers_of(key_results: Sequence[KeyResult], now: datetime) -> dict[int, list[Due]]:
    """Every due moment of each of these key results, oldest first, by id. Eight queries, whatever their number."""
    said: defaultdict[int, list[datetime]] = defaultdict(list)
    check_ins = CheckIn.objects.filter(key_result__in=key_results).order_by("valid_at")
    for pk, at in check_ins.values_list("key_result", "valid_at"):
        said[pk].append(at)
    since = dict(
        Segment.objects.filter(key_result__in=key_results).order_by("number").values_list("key_result", "ended_at")
    )
    table, states = timetable_of(key_results), states_of(key_results)
    return {kr.pk: _ledger(kr, said[kr.pk], since.get(kr.pk), now, table, states) for kr in key_results}


def ledger_of(kr: KeyResult, language: str) -> Ledger | None:
    """The ledger as the key result's page shows it; None before its first due day is near. Nine queries at most."""
    now = clock.now()
    dues = dues_of(kr, now)
    known = [due for due in dues if due.came is not Came.FUTURE]
    if not known:
        return None
    share = discipline(known)
    shown = [(due, CAME_LABELS[due.came]) for due in reversed(known[-SHOWN:])]
    following = next((due.day for due in dues if due.slot.at >= now), None)
    stand_in = stand_ins([kr], now).get(kr.pk)
    name = stand_in.name if stand_in else ""
    return Ledger(shown, "" if share is None else format_percent(share, language), following, name)


def _ledger(
    kr: KeyResult, said: list[datetime], since: datetime | None, now: datetime, table: Timetable, states: States
) -> list[Due]:
    def newest(moment: datetime) -> datetime | None:
        place = bisect_right(said, min(moment, now))
        return said[place - 1] if place else None

    return ledger(
        table.slots(kr),
        said,
        now,
        made_at=kr.made_at,
        measured_since=since,
        is_away=lambda day: table.is_away(kr.owner_id, day),
        is_asked=lambda moment: states.are_active(kr, min(moment, now)),
        is_fed=lambda moment: table.is_fed(kr, newest(moment), min(moment, now)),
    )
