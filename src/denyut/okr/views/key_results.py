"""Key results on the web."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from denyut.okr.actions import add_key_result, change_key_result
from denyut.okr.forms import KeyResultForm
from denyut.okr.history import history_of
from denyut.okr.models import KeyResult, Objective
from denyut.okr.rows import key_result_row
from denyut.people.models import Person
from denyut.people.requests import attempt, new_key, person_of, via_web
from denyut.people.times import company_now
from denyut.spine.access import may
from denyut.spine.events import head

FIELDS = ("title", "kind", "baseline", "target", "unit", "owner", "delegate", "weight")


@login_required
@require_GET
def key_result(request: HttpRequest, pk: int) -> HttpResponse:
    """A key result with its chart and its check-ins."""
    viewer = person_of(request)
    since, language = head(), get_language() or "en"
    found = KeyResult.objects.visible_to(viewer).select_related(
        "owner", "objective__cycle", "objective__owner", "objective__department"
    )
    kr = get_object_or_404(found, pk=pk)
    context = {
        "kr": key_result_row(kr, language, company_now()),
        "objective": kr.objective if _is_seen(viewer, kr.objective) else None,
        "history": history_of(kr, language),
        "may_check_in": may(viewer, "okr.check_in", kr),
        "may_change": may(viewer, "okr.change_objective", kr.objective),
        "since": since,
    }
    return render(request, "okr/key_result.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a key result to an objective."""
    viewer = person_of(request)
    objective = get_object_or_404(
        Objective.objects.visible_to(viewer).select_related("cycle", "owner", "department"), pk=pk
    )
    form = KeyResultForm(request.POST or None, viewer=viewer, initial={"owner": objective.owner_id})
    add = add_key_result.via(via_web(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: add(viewer, objective, **form.cleaned_data))
    ):
        return redirect("okr:objective", objective.pk)
    return _form(request, form, _("Add a key result"))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a key result."""
    viewer = person_of(request)
    found = KeyResult.objects.visible_to(viewer).select_related(
        "objective__cycle", "objective__owner", "objective__department"
    )
    kr = get_object_or_404(found, pk=pk)
    form = KeyResultForm(request.POST or None, viewer=viewer, initial={name: getattr(kr, name) for name in FIELDS})
    change = change_key_result.via(via_web(request))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: change(viewer, kr, **form.cleaned_data)):
        return redirect("okr:key_result", kr.pk)
    return _form(request, form, _("Change the key result"))


def _is_seen(viewer: Person, objective: Objective) -> bool:
    # Whoever owns a key result of a private objective sees their number, not the goal above it.
    return objective.is_open or Objective.objects.visible_to(viewer).filter(pk=objective.pk).exists()


def _form(request: HttpRequest, form: KeyResultForm, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "key": new_key()}
    return render(request, "okr/form.html", context, status=422 if form.errors else 200)
