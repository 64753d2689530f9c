"""The vision, what serves it, and whether it is understood."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.launch.actions import answer_check, say_serving, write_vision
from denyut.launch.forms import ServingForm, VisionForm
from denyut.launch.models import UnderstandingCheck, Vision
from denyut.launch.questions import ASKED, questions_for
from denyut.launch.understanding import understanding
from denyut.okr.models import NOT_COUNTED, Cycle, KeyResult, Objective
from denyut.people.requests import new_key, via_web
from denyut.people.times import company_now
from denyut.people.views.doors import DeedPage, Page
from denyut.spine.access import Refused, may, require
from denyut.spine.events import Via

SHOWN = 60


class VisionPage(Page):
    """The vision in its newest words, the company's key results with how they serve it, and the share that understood."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Goals that the viewer may see; shares of units of at least five."""
        versions = list(Vision.objects.visible_to(self.person).select_related("written_by")[:20])
        cycle = running_cycle()
        context = {
            "vision": versions[0] if versions else None,
            "earlier": versions[1:],
            "cycle": cycle,
            "results": self._results(cycle) if cycle else [],
            "understanding": understanding(),
            "own": UnderstandingCheck.objects.visible_to(self.person).first(),
            "may_write": may(self.person, "launch.write_vision"),
        }
        return render(request, "launch/vision.html", context)

    def _results(self, cycle: Cycle) -> list[tuple[KeyResult, str, bool]]:
        found = KeyResult.objects.visible_to(self.person).alive().filter(objective__cycle=cycle)
        rows = found.filter(objective__level=Objective.Level.COMPANY).exclude(state__in=NOT_COUNTED)
        loaded = rows.select_related(
            "owner", "serving", "objective__cycle", "objective__owner", "objective__department"
        ).order_by("objective__position", "objective", "position")[:SHOWN]
        return [
            (kr, kr.serving.text if hasattr(kr, "serving") else "", bool(may(self.person, "launch.say_serving", kr)))
            for kr in loaded
        ]


class EditVision(DeedPage):
    """Word the vision anew."""

    form_class = VisionForm
    rule = "launch.write_vision"
    heading = gettext_lazy("Vision and mission")

    def get_initial(self) -> dict[str, Any]:
        newest = Vision.objects.first()
        if newest is None:
            return {"number": 0}
        return {"number": newest.number, "vision": newest.vision, "mission": newest.mission}

    def do(self, form: Any, via: Via) -> Vision:
        return write_vision.via(via)(self.person, **form.words())

    def get_success_url(self) -> str:
        return reverse("launch:vision")


class SayServing(DeedPage):
    """How a key result serves the vision."""

    form_class = ServingForm

    @cached_property
    def key_result(self) -> KeyResult:
        """Raises Http404."""
        found = KeyResult.objects.visible_to(self.person)
        loaded = found.select_related("owner", "serving", "objective__cycle", "objective__owner")
        return get_object_or_404(loaded.select_related("objective__department"), pk=self.kwargs["pk"])

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(heading=self.key_result.title, **context)

    def get_initial(self) -> dict[str, Any]:
        require(self.person, "launch.say_serving", self.key_result)
        return {"text": _served(self.key_result)}

    def do(self, form: Any, via: Via) -> KeyResult:
        return say_serving.via(via)(self.person, self.key_result, **form.words())

    def get_success_url(self) -> str:
        return reverse("launch:vision")


class Check(Page):
    """Three questions about the goals as they are."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Today's questions."""
        return self._asked()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer them."""
        cycle = running_cycle()
        given = [request.POST.get(f"answer_{number}", "") for number in range(1, ASKED + 1)]
        answers = [int(one) for one in given if one.isdecimal() and len(one) < 18]
        if cycle is None:
            return redirect("launch:vision")
        try:
            done = answer_check.via(via_web(request))(self.person, cycle, answers=answers)
        except Refused as refusal:
            return self._asked(refusal=str(refusal.reason), status=refusal.status)
        messages.success(request, _("Right: %(right)s of %(asked)s.") % {"right": done.right, "asked": done.asked})
        return redirect("launch:vision")

    def _asked(self, *, refusal: str = "", status: int = 200) -> HttpResponse:
        cycle = running_cycle()
        asked = questions_for(self.person, cycle, company_now().date()) if cycle else []
        context = {
            "questions": list(enumerate(asked, start=1)) if len(asked) == ASKED else [],
            "refusal": refusal,
            "may_answer": may(self.person, "launch.take_course"),
            "key": new_key(),
        }
        return render(self.request, "launch/check.html", context, status=status)


def running_cycle() -> Cycle | None:
    """The shortest cycle that runs today."""
    day = company_now().date()
    found = Cycle.objects.filter(starts_on__lte=day, ends_on__gte=day, closed_at=None)
    return found.order_by("-starts_on", "ends_on").first()


def _served(kr: KeyResult) -> str:
    """The sentence that was said for it, else why it should help."""
    return kr.serving.text if hasattr(kr, "serving") else kr.hypothesis[:300]
