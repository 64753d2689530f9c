"""How much it costs people: seconds, presses, pages; who resists; and the one question."""

from collections import defaultdict, deque
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from denyut.benefits.actions import answer_ease, note_friction
from denyut.benefits.ease import ease_of
from denyut.benefits.flows import PRESSES, SECONDS, flow_rows
from denyut.benefits.forms import EaseForm
from denyut.benefits.noise import noise_of
from denyut.benefits.resistance import groups
from denyut.people.requests import new_key, via_web
from denyut.people.views.doors import Page
from denyut.spine import clock
from denyut.spine.access import Refused

NOTES_AT_MOST, WITHIN = 60, 3600.0
# Kept in memory for an hour, so that nobody fills the counts by hand; which person noted what is written nowhere.
_noted: defaultdict[int, deque[float]] = defaultdict(lambda: deque(maxlen=NOTES_AT_MOST))


class FrictionPage(Page):
    """Flows with their budget, manners of updating, and the question."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context: dict[str, Any] = {
            "flows": flow_rows(),
            "presses": PRESSES,
            "seconds": SECONDS,
            "groups": groups(),
            "ease": ease_of(self.person),
            "answers": range(1, 6),
            "key": new_key(),
        }
        return render(request, "benefits/friction.html", context)


class Note(Page):
    """What a page of ours tells: which flow took how long. Sixty an hour from one person at most."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        now, noted = clock.now().timestamp(), _noted[self.person.pk]
        if len(noted) == NOTES_AT_MOST and now - noted[0] < WITHIN:
            return HttpResponse(status=429)
        noted.append(now)
        said = request.POST
        try:
            seconds, presses, pages = float(said["seconds"]), int(said["presses"]), int(said["pages"])
            note_friction(None, flow=said["flow"], seconds=seconds, presses=presses, pages=pages)
        except (KeyError, ValueError):
            return JsonResponse({"code": "not_a_number"}, status=422)
        except Refused as refusal:
            return JsonResponse({"code": refusal.code}, status=refusal.status)
        return HttpResponse(status=204)


class Ease(Page):
    """The answer to the one question."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EaseForm(request.POST)
        if form.is_valid():
            answer_ease.via(via_web(request))(self.person, ease=form.cleaned_data["ease"])
        return redirect("benefits:friction")


class Noise(Page):
    """The rooms, the noisiest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "benefits/noise.html", {"rooms": noise_of(self.person)})
