"""What people say about a goal as a whole: its state, how it stands, its progress."""

from collections.abc import Callable
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from denyut.okr.actions import (
    declare_key_result,
    declare_objective,
    move_key_result,
    move_objective,
    state_progress,
)
from denyut.okr.models import State
from denyut.okr.views.engines import warn_of_idle
from denyut.okr.views.key_results import seen_key_result
from denyut.okr.views.objectives import seen_objective
from denyut.people.forms.numbers import NumberField
from denyut.people.requests import person_of, via_web
from denyut.spine.access import Refused


class PercentForm(forms.Form):
    percent = NumberField()


@login_required
@require_POST
def objective_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an objective to another state."""
    viewer = person_of(request)
    shown = seen_objective(viewer, pk)
    move, to = move_objective.via(via_web(request)), request.POST.get("to", "")
    done = _said(request, lambda: move(viewer, shown, to=to, reason=request.POST.get("reason", "")))
    if done and to == State.ACTIVE:
        shown.refresh_from_db(fields=["state"])
        warn_of_idle(request, shown)
    return redirect("boards:company") if done and to == "cancelled" else redirect("okr:objective", pk)


@login_required
@require_POST
def key_result_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a key result to another state."""
    viewer = person_of(request)
    shown = seen_key_result(viewer, pk)
    move, to = move_key_result.via(via_web(request)), request.POST.get("to", "")
    _said(request, lambda: move(viewer, shown, to=to, reason=request.POST.get("reason", "")))
    return redirect("okr:key_result", pk)


@login_required
@require_POST
def objective_declared(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare how an objective stands, or take that back."""
    viewer = person_of(request)
    shown = seen_objective(viewer, pk)
    declare = declare_objective.via(via_web(request))
    status, reason = request.POST.get("status", ""), request.POST.get("reason", "")
    _said(request, lambda: declare(viewer, shown, status=status, reason=reason))
    return redirect("okr:objective", pk)


@login_required
@require_POST
def key_result_declared(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare how a key result stands, or take that back."""
    viewer = person_of(request)
    shown = seen_key_result(viewer, pk)
    declare = declare_key_result.via(via_web(request))
    status, reason = request.POST.get("status", ""), request.POST.get("reason", "")
    _said(request, lambda: declare(viewer, shown, status=status, reason=reason))
    return redirect("okr:key_result", pk)


@login_required
@require_POST
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """State the progress of an objective that its owner judges."""
    viewer = person_of(request)
    shown = seen_objective(viewer, pk)
    form = PercentForm(request.POST)
    if form.is_valid():
        percent: Decimal = form.cleaned_data["percent"]
        state = state_progress.via(via_web(request))
        _said(request, lambda: state(viewer, shown, percent=percent, note=request.POST.get("note", "")))
    else:
        messages.error(request, str(form.errors["percent"][0]))
    return redirect("okr:objective", pk)


def _said(request: HttpRequest, deed: Callable[[], object]) -> bool:
    try:
        deed()
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
        return False
    return True
