"""People's weeks: one's own with its check-ins, earlier ones, and those of a team."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from denyut.people.models import Person
from denyut.people.requests import new_key
from denyut.people.times import zone_of
from denyut.people.views.doors import Page
from denyut.rhythm.asking import Stands, asked_about, running
from denyut.rhythm.models import ItemKind, Prompt, Stage, Weekly
from denyut.rhythm.mondays import A_WEEK, monday_of, week_of
from denyut.rhythm.moods import moods_of, own_trust
from denyut.rhythm.teams import led_by
from denyut.rhythm.weeks import TAPS, cards_for, cards_of, choices_of, week_row, week_rows
from denyut.spine import clock
from denyut.spine.widgets import placed

MOODS = (1, 2, 3, 4, 5)
LATE_AT_MOST = 60


def own_week(person: Person) -> dict[str, Any]:
    """What the page of one's present week shows."""
    now = clock.now()
    monday, today = week_of(person, now), now.astimezone(zone_of(person)).date()
    return {
        "week": week_row(person, monday, person, is_now=True),
        "is_now": True,
        "cards": cards_of(person, now),
        "choices": choices_of(person),
        "kinds": ItemKind.choices,
        "taps": TAPS,
        "moods": MOODS,
        "key": new_key(),
        "trust": own_trust(person, today.replace(day=1)),
        "doubts": Prompt.objects.visible_to(person)
        .standing()
        .filter(stage=Stage.CADENCE)
        .select_related("key_result__objective__cycle"),
        "before": monday - A_WEEK,
    }


def week_page(
    request: HttpRequest, person: Person, more: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The whole page of one's present week, with what other features put onto it."""
    sections = placed("rhythm.week", person, {"request": request})
    context = {**own_week(person), **(more or {}), "sections": sections}
    return render(request, "rhythm/week.html", context, status=status)


class MyWeek(Page):
    """My week: what is due, and what I plan, did and struggle with."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return week_page(request, self.person)


class EarlierWeek(Page):
    """Somebody's week of a Monday, as everybody may read it."""

    def get(self, request: HttpRequest, pk: int, day: str) -> HttpResponse:
        whose = get_object_or_404(Person.objects.visible_to(self.person).select_related("site"), pk=pk)
        monday = monday_of(read_day(day))
        if monday >= week_of(whose, clock.now()) and whose.pk == self.person.pk:
            return week_page(request, self.person)
        is_latest = monday >= week_of(whose, clock.now())
        context = {
            "week": week_row(whose, monday, self.person, is_now=False),
            "whose": whose,
            "is_now": False,
            "before": monday - A_WEEK,
            "after": None if is_latest else monday + A_WEEK,
        }
        return render(request, "rhythm/week.html", context)


class TeamWeeks(Page):
    """The weeks of the people whom the viewer leads, which check-ins are late, and how the weeks felt to them all."""

    def get(self, request: HttpRequest) -> HttpResponse:
        now = clock.now()
        this = week_of(self.person, now)
        monday = monday_of(read_day(request.GET["week"])) if "week" in request.GET else this
        people = led_by(self.person)
        goals = running().filter(owner__in=people).visible_to(self.person) if people else running().none()
        late = [one for one in asked_about(list(goals), now) if one.stands is Stands.LATE]
        weeks = week_rows(people, monday, self.person)
        context = {
            "weeks": weeks,
            "silent": [one for one in weeks if one.is_empty and not one.filed_at],
            "filed": Weekly.objects.filter(person__in=people, week_on=monday).exclude(filed_at=None).count(),
            "people": people,
            "late": cards_for(sorted(late, key=lambda one: one.slot.at)[:LATE_AT_MOST], self.person),
            "moods": moods_of([person.pk for person in people], this),
            "monday": monday,
            "sunday": monday + timedelta(days=6),
            "before": monday - A_WEEK,
            "after": monday + A_WEEK if monday < this else None,
        }
        return render(request, "rhythm/team_weeks.html", context)


def read_day(text: str) -> date:
    """The day that an address names, in the reach of calendars. Raises Http404."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if not 2000 <= day.year <= 2100:
        raise Http404
    return day
