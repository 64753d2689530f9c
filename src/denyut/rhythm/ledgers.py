"""The ledger of a key result's check-ins: each due day and what became of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.lib.numbers import format_percent
from denyut.okr.models import CheckIn, KeyResult, State
from denyut.people.calendars import working_time
from denyut.people.times import zone_of
from denyut.rhythm.lateness import Came, Due, discipline, due_days, ledger
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
ASKED = (State.ACTIVE,)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The last due days of a key result with the next one, newest first, and the share that was on time."""

    dues: list[tuple[Due, str | Promise]]
    discipline: str
    next_on: date | None
    stand_in: str


def dues_of(kr: KeyResult, today: date) -> list[Due]:
    """Every due day of a key result, oldest first; its objective, cycle and owner must be loaded. Five queries at most."""
    cycle, owner = kr.objective.cycle, kr.owner
    first, last = kr.first_day, kr.last_day
    times = working_time([owner.pk], first - timedelta(days=31), last + timedelta(days=31))
    is_known = owner.site_id is not None
    days = list(
        due_days(
            first, last, kr.rhythm, cycle.due_weekday, lambda day: not is_known or bool(times.site_works(owner.pk, day))
        )
    )
    zone = zone_of(owner)
    said = CheckIn.objects.filter(key_result=kr).values_list("valid_at", flat=True)
    since = kr.segments.order_by("-number").values_list("ended_at", flat=True).first() if kr.segment > 1 else None
    return ledger(
        days,
        [moment.astimezone(zone).date() for moment in said],
        today,
        made_on=kr.made_at.astimezone(zone).date(),
        measured_since=since.astimezone(zone).date() if since else None,
        is_away=lambda day: times.is_away(owner.pk, day),
        is_asked=kr.state in ASKED and kr.objective.state in ASKED and not _feeds_itself(kr, today),
    )


def ledger_of(kr: KeyResult, language: str) -> Ledger | None:
    """The ledger as the key result's page shows it; None before its first due day is near. Six queries at most."""
    today = clock.now().astimezone(zone_of(kr.owner)).date()
    dues = dues_of(kr, today)
    known = [due for due in dues if due.came is not Came.FUTURE]
    if not known:
        return None
    share = discipline(known)
    shown = [(due, CAME_LABELS[due.came]) for due in reversed(known[-SHOWN:])]
    following = next((due.day for due in dues if due.came in (Came.PENDING, Came.FUTURE) and due.day >= today), None)
    away = (
        kr.owner.absences.standing().filter(first_on__lte=today, last_on__gte=today).select_related("stand_in").first()
    )
    stand_in = kr.delegate or (away.stand_in if away else None) if away else None
    return Ledger(
        shown, "" if share is None else format_percent(share, language), following, stand_in.name if stand_in else ""
    )


def _feeds_itself(kr: KeyResult, today: date) -> bool:
    is_fed = kr.measure.is_automatic and not kr.is_feed_stopped
    is_fresh = kr.checked_in_at is not None and today - kr.checked_in_at.date() <= timedelta(days=31)
    return is_fed and is_fresh
