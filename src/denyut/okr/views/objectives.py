"""Objectives on the web."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from denyut.okr.actions import add_objective, cancel_objective, change_objective
from denyut.okr.feed import feed_of
from denyut.okr.forms import ObjectiveForm
from denyut.okr.models import Cycle, Objective
from denyut.okr.rows import objective_rows
from denyut.people.requests import new_key, person_of, via_web
from denyut.spine import clock
from denyut.spine.access import may
from denyut.spine.events import head

FIELDS = ("title", "description", "owner", "department", "parent", "ambition", "roll_up", "visibility")


@login_required
@require_GET
def objective(request: HttpRequest, pk: int) -> HttpResponse:
    """An objective with its key results, what it serves, what serves it, and what happened lately."""
    viewer = person_of(request)
    since, language, now = head(), get_language() or "en", clock.now()
    seen = Objective.objects.visible_to(viewer)
    shown = get_object_or_404(seen.select_related("cycle", "owner", "department"), pk=pk)
    children = list(seen.alive().filter(parent=shown).values_list("pk", flat=True))
    parent = list(seen.filter(pk=shown.parent_id).values_list("pk", flat=True))
    rows = objective_rows([shown.pk, *parent, *children], language=language, moment=now)
    context = {
        "objective": rows[shown.pk],
        "model": shown,
        "parent": rows[parent[0]] if parent else None,
        "children": [rows[child] for child in children],
        "feed": feed_of(shown, language),
        "may_change": may(viewer, "okr.change_objective", shown),
        "since": since,
    }
    return render(request, "okr/objective.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an objective to the cycle `pk`."""
    viewer = person_of(request)
    cycle = get_object_or_404(Cycle, pk=pk)
    initial = {
        "owner": viewer.pk,
        "department": request.GET.get("department", viewer.department_id),
        "parent": request.GET.get("parent"),
    }
    form = ObjectiveForm(request.POST or None, viewer=viewer, cycle=cycle, initial=initial)
    if request.method == "POST" and form.is_valid():
        added = add_objective.via(via_web(request))(viewer, cycle, **form.cleaned_data)
        return redirect("okr:objective", added.pk)
    return _form(request, form, _("Add an objective"))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an objective."""
    viewer = person_of(request)
    shown = get_object_or_404(
        Objective.objects.visible_to(viewer).select_related("cycle", "owner", "department", "parent"), pk=pk
    )
    initial = {name: getattr(shown, name) for name in FIELDS}
    form = ObjectiveForm(request.POST or None, viewer=viewer, cycle=shown.cycle, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_objective.via(via_web(request))(viewer, shown, **form.cleaned_data)
        return redirect("okr:objective", shown.pk)
    return _form(request, form, _("Change the objective"))


@login_required
@require_POST
def cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel an objective."""
    viewer = person_of(request)
    shown = get_object_or_404(
        Objective.objects.visible_to(viewer).select_related("cycle", "owner", "department", "parent"), pk=pk
    )
    cancel_objective.via(via_web(request))(viewer, shown)
    return redirect("boards:company")


def _form(request: HttpRequest, form: ObjectiveForm, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "key": request.POST.get("key") or new_key()}
    return render(request, "okr/form.html", context, status=422 if form.errors else 200)
