"""The calendar of a person, and that of a cycle."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from denyut.lib.locales import locale_of
from denyut.okr.models import Cycle
from denyut.people.models import Person, Workspace
from denyut.people.requests import new_key
from denyut.people.times import zone_of
from denyut.people.views.doors import Page
from denyut.rhythm.agenda import Entry, agenda_of, by_day, next_of
from denyut.rhythm.models import Ritual, Sitting
from denyut.rhythm.months import month_after, month_before, month_of, weeks_of
from denyut.spine import clock
from denyut.spine.access import may

LISTED = timedelta(days=28)
SITTINGS_SHOWN = 20


class Calendar(Page):
    """My rituals of all cycles that run: the next four weeks, or with `?month=2026-03` a month."""

    def get(self, request: HttpRequest) -> HttpResponse:
        today = clock.now().astimezone(zone_of(self.person)).date()
        if "month" not in request.GET:
            entries = agenda_of(self.person, today, today + LISTED)
            return render(request, "rhythm/calendar.html", {"days": by_day(entries), "next": next_of(self.person)})
        month = month_of(request.GET["month"], today)
        workspace = Workspace.objects.first()
        first_weekday = workspace.week_starts_on if workspace else 1
        empty = weeks_of(month, today, first_weekday, [])
        entries = agenda_of(self.person, empty[0][0].day, empty[-1][-1].day)
        inside = [entry for entry in entries if entry.held_on.month == month.month]
        context = {
            "weeks": weeks_of(month, today, first_weekday, entries),
            "weekdays": _weekdays(first_weekday),
            "month": month,
            "before": month_before(month),
            "after": month_after(month),
            "days": by_day(inside),
        }
        return render(request, "rhythm/month.html", context)


class CycleCalendar(Page):
    """The rituals of one cycle, what comes next in it, and what came of those that took place."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        cycle = get_object_or_404(Cycle, pk=pk)
        sittings = Sitting.objects.filter(ritual__cycle=cycle).select_related("ritual").prefetch_related("attended")
        context = {
            "cycle": cycle,
            "rituals": Ritual.objects.standing().filter(cycle=cycle).select_related("department"),
            "days": by_day(_coming(self.person, cycle)),
            "sittings": sittings[:SITTINGS_SHOWN],
            "may_manage": may(self.person, "rhythm.manage"),
            "key": new_key(),
        }
        return render(request, "rhythm/cycle.html", context)


def _coming(person: Person, cycle: Cycle) -> list[Entry]:
    today = clock.now().astimezone(zone_of(person)).date()
    return [] if cycle.is_closed else agenda_of(person, today, today + LISTED, cycle=cycle)


def _weekdays(first: int) -> list[tuple[str, str, str]]:
    """The days of a week in the reader's language, as a letter, short and whole, from day `first` on (1 is Monday)."""
    names = locale_of(get_language() or "en").days["stand-alone"]
    order = [(first - 1 + number) % 7 for number in range(7)]
    return [(names["narrow"][number], names["abbreviated"][number], names["wide"][number]) for number in order]
