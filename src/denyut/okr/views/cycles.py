"""Cycles on the web."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from denyut.okr.actions import change_cycle, close_cycle, open_cycle, reopen_cycle
from denyut.okr.forms import CycleForm
from denyut.okr.models import Cycle, Objective, Phase, State
from denyut.okr.stale import show_both
from denyut.okr.views.forms import edition_of, form_page
from denyut.people.requests import attempt, new_key, person_of, via_web
from denyut.people.times import company_now
from denyut.spine.access import Conflict, may, require
from denyut.spine.widgets import placed

FIELDS = (
    "name",
    "kind",
    "starts_on",
    "ends_on",
    "drafts_on",
    "aligns_on",
    "closes_on",
    "cadence",
    "due_weekday",
    "pace",
    "preset",
    "has_votes",
)


@login_required
@require_http_methods(["GET", "POST"])
def cycles(request: HttpRequest) -> HttpResponse:
    """All cycles; POST opens one."""
    viewer = person_of(request)
    form = CycleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = attempt(form, lambda: open_cycle.via(via_web(request))(viewer, **form.cleaned_data))
        if opened:
            return redirect(f"/?cycle={opened.pk}")
    context = {
        "cycles": Cycle.objects.annotate(goals=Count("objectives")),
        "form": form,
        "key": new_key(),
        "may_manage": may(viewer, "okr.manage_cycles"),
    }
    return render(request, "okr/cycles.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """A cycle: its phases, how its goals stand, and what can be done in it."""
    viewer = person_of(request)
    shown = get_object_or_404(Cycle, pk=pk)
    today = company_now().date()
    seen = Objective.objects.of_cycle(shown).visible_to(viewer)
    counted = dict(seen.order_by().values_list("state").annotate(number=Count("pk", distinct=True)))
    context = {
        "cycle": shown,
        "phase": shown.phase(today),
        "phases": [(Phase(phase).label, first, first <= today) for phase, first in shown.begins().items()],
        "states": [(State(state).label, number) for state, number in counted.items()],
        "sections": placed("okr.cycle", viewer, {"cycle": shown}),
        "may_manage": may(viewer, "okr.manage_cycles"),
        "may_add": may(viewer, "okr.add_objective", shown, viewer.department),
    }
    return render(request, "okr/cycle.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a cycle or move its days."""
    viewer = person_of(request)
    cycle = get_object_or_404(Cycle, pk=pk)
    require(viewer, "okr.manage_cycles", cycle)
    initial = {name: getattr(cycle, name) for name in FIELDS}
    form = CycleForm(request.POST or None, initial=initial)

    def change() -> Any:
        return change_cycle.via(via_web(request))(viewer, cycle, edition=edition_of(request), **form.days())

    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, change, when_stale=lambda: show_both(form, initial))
    ):
        return redirect("okr:cycle", cycle.pk)
    return form_page(request, form, _("Change the cycle"), edition=cycle.edition)


@login_required
@require_POST
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a cycle in which everything has a score; with `reopen` open it again."""
    viewer = person_of(request)
    cycle = get_object_or_404(Cycle, pk=pk)
    via = via_web(request)
    try:
        if request.POST.get("reopen"):
            reopen_cycle.via(via)(viewer, cycle)
        else:
            close_cycle.via(via)(viewer, cycle)
    except Conflict as conflict:
        messages.error(request, str(conflict.reason))
    return redirect("okr:cycle", pk)
