"""What is due, told in a quiet line over a room's composer, and done in a sheet over it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from denyut.people.requests import wants_fragment
from denyut.people.times import zone_of
from denyut.people.views.doors import Page
from denyut.rhythm.asking import Stands, asked_of
from denyut.rhythm.weeks import TAPS, cards_for
from denyut.spine import clock

COOKIE, A_DAY = "denyut_due_line", 86_400
NAMED = 3
PRESSING = (Stands.DUE, Stands.LATE)


class DueLine(Page):
    """One line for its viewer alone: how many check-ins are due today or late; nothing where none is, or it was put away today."""

    def get(self, request: HttpRequest) -> HttpResponse:
        is_put_away = request.COOKIES.get(COOKIE) == self._today()
        asked = [] if is_put_away else [one for one in asked_of(self.person, clock.now()) if one.stands in PRESSING]
        context = {"asked": asked, "named": asked[:NAMED], "more": len(asked) - NAMED}
        return render(request, "rhythm/_due_line.html", context)

    def _today(self) -> str:
        return f"{self.person.pk}-{clock.now().astimezone(zone_of(self.person)).date():%Y%m%d}"


class Dismissal(DueLine):
    """Put the line away until tomorrow."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        answer = render(request, "rhythm/_due_line.html", {"asked": []})
        is_secure = request.is_secure()
        answer.set_cookie(COOKIE, self._today(), max_age=A_DAY, httponly=True, samesite="Lax", secure=is_secure)
        return answer


class DueSheet(Page):
    """The check-ins that are due or soon, as a sheet; without one, the page of the week has them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        wanted = [one for one in asked_of(self.person, clock.now()) if one.is_wanted]
        context = {"cards": cards_for(wanted, self.person), "taps": TAPS, "is_in_sheet": True}
        return render(request, "rhythm/_due_sheet.html" if wants_fragment(request) else "rhythm/due.html", context)
