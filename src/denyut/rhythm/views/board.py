"""The rhythm board."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from denyut.people.times import company_now
from denyut.people.views.doors import Page
from denyut.rhythm.board import TeamRow, team_rows
from denyut.rhythm.moods import trust_of
from denyut.rhythm.shown import shown_row
from denyut.rhythm.teams import led_by, led_departments
from denyut.spine import clock
from denyut.spine.access import may


class RhythmBoard(Page):
    """How well the company keeps its rhythm, team by team, and whether people believe that leaders follow the goals."""

    def get(self, request: HttpRequest) -> HttpResponse:
        language, month = get_language() or "en", company_now().date().replace(day=1)
        rows = team_rows(self.person, clock.now())
        team, led = led_by(self.person), led_departments(self.person)
        context = {
            "rows": [shown_row(row, language, may_change=self._keeps(row, led)) for row in rows],
            "trust": trust_of(None, month),
            "team_trust": trust_of([person.pk for person in team], month) if team else [],
        }
        return render(request, "rhythm/board.html", context)

    def _keeps(self, row: TeamRow, led: set[int]) -> bool:
        """Whether the viewer says how often a team checks in."""
        return row.department is not None and (row.department.pk in led or bool(may(self.person, "rhythm.manage")))
