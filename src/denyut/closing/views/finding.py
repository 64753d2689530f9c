"""Finding the goal that an address is about, through what the viewer may see, and the way back."""

from abc import ABC
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Person
from denyut.people.views.doors import DeedPage

OBJECTIVE = ("cycle", "owner", "department", "parent")
KEY_RESULT = ("owner", "objective__cycle", "objective__owner", "objective__department")


def seen_objective(viewer: Person, pk: int) -> Objective:
    """Raises Http404 for one that is not there, or not for the viewer."""
    return get_object_or_404(Objective.objects.visible_to(viewer).select_related(*OBJECTIVE), pk=pk)


def seen_key_result(viewer: Person, pk: int) -> KeyResult:
    """Raises Http404 for one that is not there, or not for the viewer."""
    return get_object_or_404(KeyResult.objects.visible_to(viewer).select_related(*KEY_RESULT), pk=pk)


class GoesBack(DeedPage, ABC):
    """Goes back to the closing page when it came from there, else to the goal. From a sheet the page below is drawn anew, in its place."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        is_done = "HX-Redirect" in answer.headers
        return HttpResponse(headers={"HX-Refresh": "true"}) if is_done and self._is_below() else answer

    def way_back(self, objective: Objective, page: str) -> str:
        """The address to go to; `page` is the goal's own."""
        if self._is_below():
            return f"{reverse('closing:closing', args=[objective.cycle_id])}#goal-{objective.pk}"
        return page

    def _is_below(self) -> bool:
        return self.request.GET.get("back") == "closing"
