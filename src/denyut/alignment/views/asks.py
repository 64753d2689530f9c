"""Asks on the web: putting a goal to departments, and responding."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from denyut.alignment.actions import ask_departments
from denyut.alignment.actions import respond as answer_ask
from denyut.alignment.forms import AskForm, ResponseForm
from denyut.alignment.models import Ask
from denyut.okr.models import Objective
from denyut.okr.views.objectives import seen_objective
from denyut.people.models import Department
from denyut.people.requests import attempt, person_of, via_web
from denyut.people.sheets import done_here, sheet
from denyut.spine.access import may


@login_required
@require_http_methods(["GET", "POST"])
def asks(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask departments to respond to a goal; `?department=` are those that are chosen already."""
    viewer = person_of(request)
    objective = seen_objective(viewer, pk)
    wanted = [word for word in request.GET.getlist("department") if word.isdecimal()]
    form = AskForm(request.POST or None, initial={"departments": wanted})
    asked = {ask.department_id: ask for ask in Ask.objects.filter(objective=objective)}
    others = Department.objects.with_tree_fields().exclude(pk=objective.department_id or 0)
    form.fields["departments"].queryset = others  # type: ignore[attr-defined]
    ask = ask_departments.via(via_web(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: ask(viewer, objective, **form.cleaned_data))
        if made:
            return done_here(request, reverse("okr:objective", args=[pk]))
    chosen = {int(value) for value in form["departments"].value() or [] if str(value).isdecimal()}
    departments = [
        {
            "department": one,
            "is_chosen": one.pk in chosen,
            "is_asked": one.pk in asked and not asked[one.pk].is_declined,
        }
        for one in others
    ]
    context: dict[str, Any] = {
        "objective": objective,
        "form": form,
        "departments": departments,
        "action": request.path,
        "may_ask": may(viewer, "alignment.ask", objective),
    }
    return sheet(
        request, _("Ask departments to respond"), "alignment/_ask_form.html", context, is_wrong=bool(form.errors)
    )


@login_required
@require_http_methods(["GET", "POST"])
def respond(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer for a department."""
    viewer = person_of(request)
    ask = get_object_or_404(Ask.objects.visible_to(viewer).with_people(), pk=pk)
    form = ResponseForm(request.POST or None)
    inside = ask.department.descendants(include_self=True)
    own = Objective.objects.visible_to(viewer).alive().filter(department__in=inside, cycle__closed_at=None)
    own = own.exclude(pk=ask.objective_id).order_by("title")
    form.fields["objective"].queryset = own  # type: ignore[attr-defined]
    answer = answer_ask.via(via_web(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: answer(viewer, ask, **form.cleaned_data))
        if made:
            return done_here(request, reverse("okr:objective", args=[ask.objective_id]))
    new = f"{reverse('okr:objective_new', args=[ask.objective.cycle_id])}?parent={ask.objective_id}"
    context = {
        "ask": ask,
        "form": form,
        "action": request.path,
        "new": f"{new}&department={ask.department_id}&ask={ask.pk}",
        "may_respond": may(viewer, "alignment.respond", ask),
    }
    title = _("Respond for %(department)s") % {"department": ask.department.name}
    return sheet(request, title, "alignment/_response_form.html", context, is_wrong=bool(form.errors))
