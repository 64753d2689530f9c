"""Setting and ending guardrails."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from denyut.people.requests import attempt, person_of, via_web
from denyut.people.sheets import done_here, sheet
from denyut.steering.actions import end_guardrail, set_guardrail
from denyut.steering.forms import GuardrailForm
from denyut.steering.models import Guardrail


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A sheet: set a guardrail."""
    viewer = person_of(request)
    word = request.GET.get("objective", "")
    form = GuardrailForm(request.POST or None, viewer=viewer, initial={"objective": word, "side": "floor"})
    guard = set_guardrail.via(via_web(request))
    if request.method == "POST" and form.is_valid():
        words: dict[str, Any] = {**form.words(), "sponsors": list(form.cleaned_data["sponsors"])}
        indicator = words.pop("indicator")
        if attempt(form, lambda: guard(viewer, indicator, **words)):
            return done_here(request, reverse("steering:changes"))
    context = {"form": form, "action": request.get_full_path(), "submit": _("Set the guardrail")}
    return sheet(request, _("Set a guardrail"), "steering/_form.html", context, is_wrong=bool(form.errors))


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Watch a number no longer."""
    viewer = person_of(request)
    found = get_object_or_404(Guardrail.objects.visible_to(viewer), pk=pk)
    end_guardrail.via(via_web(request))(viewer, found)
    return done_here(request, reverse("steering:changes"))
