"""Cycles on the web."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from denyut.okr.actions import change_cycle, close_cycle, open_cycle, reopen_cycle
from denyut.okr.forms import CycleForm
from denyut.okr.models import Cycle
from denyut.people.requests import attempt, new_key, person_of, via_web
from denyut.spine.access import may, require


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
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a cycle or move its days."""
    viewer = person_of(request)
    cycle = get_object_or_404(Cycle, pk=pk)
    require(viewer, "okr.manage_cycles", cycle)
    initial = {name: getattr(cycle, name) for name in ("name", "kind", "starts_on", "ends_on")}
    form = CycleForm(request.POST or None, initial=initial)
    change = change_cycle.via(via_web(request))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: change(viewer, cycle, **form.days())):
        return redirect("okr:cycles")
    context = {"form": form, "title": _("Change the cycle"), "key": new_key()}
    return render(request, "okr/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a cycle; with `reopen` open it again."""
    viewer = person_of(request)
    cycle = get_object_or_404(Cycle, pk=pk)
    (reopen_cycle if request.POST.get("reopen") else close_cycle).via(via_web(request))(viewer, cycle)
    return redirect("okr:cycles")
