"""Objectives on the web."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from denyut.okr.actions import add_objective, change_objective
from denyut.okr.feed import feed_of
from denyut.okr.forms import ObjectiveForm
from denyut.okr.kept_rows import page_row
from denyut.okr.life import moves_from
from denyut.okr.models import DECLARABLE, Cycle, Objective, State
from denyut.okr.rows import rows_of
from denyut.okr.stale import show_both
from denyut.okr.views.forms import edition_of, form_page
from denyut.people.models import Person
from denyut.people.requests import attempt, new_key, person_of, via_web, wants_fragment
from denyut.people.times import company_now
from denyut.spine.access import may
from denyut.spine.events import head
from denyut.spine.widgets import placed

FIELDS = ("title", "description", "owner", "department", "parent", "ambition", "roll_up", "level", "visibility")


@login_required
@require_GET
def objective(request: HttpRequest, pk: int) -> HttpResponse:
    """An objective with its key results. What belongs to it comes when people scroll there."""
    viewer = person_of(request)
    since = head()
    shown = seen_objective(viewer, pk)
    context = {
        "objective": page_row(shown, get_language() or "en", company_now()),
        "model": shown,
        "may_change": may(viewer, "okr.change_objective", shown),
        "steps": [
            {"to": step.value, "label": step.label}
            for step in moves_from(State(shown.state))
            if may(viewer, "okr.move_objective", shown, step)
        ],
        "declarable": DECLARABLE,
        "key": new_key(),
        "since": since,
    }
    return render(request, "okr/objective.html", context)


@login_required
@require_GET
def sections(request: HttpRequest, pk: int) -> HttpResponse:
    """What belongs to an objective: what other features say about it, and what happened lately. A page of its own without scripts."""
    viewer, language = person_of(request), get_language() or "en"
    family = _family(viewer, pk)
    shown = next((o for o in family if o.pk == pk), None)
    if shown is None:
        raise Http404
    rows = rows_of(family, language=language, moment=company_now())
    context = {
        "title": shown.title,
        "back": reverse("okr:objective", args=[pk]),
        "sections": placed("okr.objective", viewer, {"objective": shown, "family": family, "rows": rows}),
        "feed": feed_of(shown, rows[pk].key_results, language),
        "is_feed_told": True,
    }
    return render(request, "okr/_sections.html" if wants_fragment(request) else "okr/sections.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an objective to the cycle `pk`; with `state=draft` it starts as a draft."""
    viewer = person_of(request)
    cycle = get_object_or_404(Cycle, pk=pk)
    initial = {
        "owner": viewer.pk,
        "department": request.GET.get("department", viewer.department_id),
        "parent": request.GET.get("parent"),
    }
    form = ObjectiveForm(request.POST or None, viewer=viewer, cycle=cycle, initial=initial)
    add = add_objective.via(via_web(request))
    state = State.DRAFT if request.POST.get("draft") else State.ACTIVE
    if request.method == "POST" and form.is_valid():
        added = attempt(form, lambda: add(viewer, cycle, state=state, **form.cleaned_data))
        if added:
            return redirect("okr:objective", added.pk)
    return form_page(request, form, _("Add an objective"), cycle=cycle, is_new=True)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an objective. One that was overtaken shows both versions."""
    viewer = person_of(request)
    shown = seen_objective(viewer, pk)
    initial = {name: getattr(shown, name) for name in FIELDS}
    form = ObjectiveForm(request.POST or None, viewer=viewer, cycle=shown.cycle, serves=shown.parent, initial=initial)

    def change() -> Any:
        return change_objective.via(via_web(request))(viewer, shown, edition=edition_of(request), **form.cleaned_data)

    def both() -> None:
        show_both(form, initial)

    if request.method == "POST" and form.is_valid() and attempt(form, change, when_stale=both):
        return redirect("okr:objective", shown.pk)
    return form_page(
        request, form, _("Change the objective"), edition=shown.edition, cycle=shown.cycle, objective=shown
    )


def seen_objective(viewer: Person, pk: int) -> Objective:
    """An objective that the viewer may see, with what its rules ask. Raises Http404."""
    found = Objective.objects.visible_to(viewer).select_related("cycle", "owner", "department", "parent")
    return get_object_or_404(found, pk=pk)


def _family(viewer: Person, pk: int) -> list[Objective]:
    """An objective, the one it serves and those that serve it, as far as the viewer sees them. One query."""
    above = Objective.objects.filter(pk=pk).values("parent")
    found = Objective.objects.visible_to(viewer).filter(Q(pk=pk) | Q(parent=pk) | Q(pk__in=above))
    return list(found.select_related("cycle", "owner", "department").order_by("position", "id"))
