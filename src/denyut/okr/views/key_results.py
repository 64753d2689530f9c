"""Key results on the web."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from denyut.okr.actions import add_key_result, change_key_result, retype_key_result
from denyut.okr.amounts import amount
from denyut.okr.changes import revisions_of
from denyut.okr.evidence import matrix_of, milestones_of, series_of, work_of
from denyut.okr.forms import KeyResultForm
from denyut.okr.forms.evidence import MeasurementsForm, MilestoneForm
from denyut.okr.forms.key_results import WHY
from denyut.okr.forms.setups import first_setup
from denyut.okr.history import history_of
from denyut.okr.kept_rows import page_key_result_row
from denyut.okr.models import DECLARABLE, KeyResult, Objective, State
from denyut.okr.progress import Kind
from denyut.okr.stale import show_both
from denyut.okr.views.engines import warn_of_idle
from denyut.okr.views.forms import edition_of, form_page
from denyut.okr.views.objectives import seen_objective
from denyut.okr.votes import TAPS, own_vote, polls_of
from denyut.people.models import Person
from denyut.people.requests import attempt, new_key, person_of, via_web, wants_fragment
from denyut.people.times import company_now
from denyut.spine import clock
from denyut.spine.access import may
from denyut.spine.events import head
from denyut.spine.widgets import placed

FIELDS = (
    "title",
    "kind",
    "baseline",
    "target",
    "unit",
    "currency",
    "owner",
    "delegate",
    "starts_on",
    "due_on",
    "pace",
    "cadence",
    "source",
    "baseline_on",
    "hypothesis",
    "effect",
    "counts_as",
)
MEASURE = ("kind", "unit", "currency", "baseline", "target", "setup", "reason", "note")


@login_required
@require_GET
def key_result(request: HttpRequest, pk: int) -> HttpResponse:
    """A key result with its chart and its check-ins. What belongs to it comes when people scroll there."""
    return key_result_page(request, seen_key_result(person_of(request), pk))


def key_result_page(
    request: HttpRequest, kr: KeyResult, filled: dict[str, forms.Form] | None = None, *, status: int = 200
) -> HttpResponse:
    """The page of a key result; `filled` are forms on it that were refused, with what was typed."""
    viewer = person_of(request)
    since, language, today = head(), get_language() or "en", company_now().date()
    context = {
        "milestone_form": MilestoneForm(is_promised=is_promised(kr)),
        "measurements_form": MeasurementsForm(),
        "milestones": milestones_of(kr, today, language) if kr.measure is Kind.MILESTONE else None,
        "work": work_of(kr, today, viewer.pk),
        "series": series_of(kr, today, language),
        "matrix": matrix_of(kr, language),
        "fed_words": amount(kr, kr.fed_value, language),
        "kr": page_key_result_row(kr, language, company_now()),
        "model": kr,
        "objective": kr.objective if _is_seen(viewer, kr.objective) else None,
        "history": history_of(kr, language),
        "may_check_in": may(viewer, "okr.check_in", kr),
        "may_plan": may(viewer, "okr.plan_key_result", kr),
        "may_change": may(viewer, "okr.change_objective", kr.objective),
        "steps": [
            {"to": state.value, "label": state.label}
            for state in (State.ACTIVE, State.PAUSED, State.POSTPONED, State.CANCELLED)
            if state != kr.state and may(viewer, "okr.move_key_result", kr, state)
        ],
        "declarable": DECLARABLE,
        "vote": _vote(viewer, kr) if kr.objective.cycle.has_votes else None,
        "key": new_key(),
        "since": since,
        **(filled or {}),
    }
    return render(request, "okr/key_result.html", context, status=status)


@login_required
@require_GET
def sections(request: HttpRequest, pk: int) -> HttpResponse:
    """What belongs to a key result: what other features say about it, and how it was changed. A page of its own without scripts."""
    viewer, language = person_of(request), get_language() or "en"
    kr = seen_key_result(viewer, pk)
    context = {
        "title": kr.title,
        "back": reverse("okr:key_result", args=[pk]),
        "sections": placed("okr.key_result", viewer, {"key_result": kr}),
        "history": history_of(kr, language),
        "revisions": revisions_of(kr, language),
    }
    return render(request, "okr/_sections.html" if wants_fragment(request) else "okr/sections.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a key result to an objective."""
    viewer = person_of(request)
    objective = seen_objective(viewer, pk)
    form = KeyResultForm(request.POST or None, viewer=viewer, initial=_first(request, objective))
    add = add_key_result.via(via_web(request))
    if request.method == "POST" and form.is_valid():
        added = attempt(form, lambda: add(viewer, objective, **form.cleaned_data))
        if added:
            warn_of_idle(request, objective)
            return redirect("okr:objective", objective.pk)
    return _form(request, form, _("Add a key result"), objective)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a key result. One that was overtaken shows both versions. `?reason=` and `?note=` are filled in already."""
    viewer = person_of(request)
    kr = seen_key_result(viewer, pk)
    said = {name: request.GET[name] for name in WHY if name in request.GET}
    initial = {**said, **{name: getattr(kr, name) for name in FIELDS}}
    form = KeyResultForm(request.POST or None, viewer=viewer, of=kr, initial=initial)

    def change() -> Any:
        return change_key_result.via(via_web(request))(viewer, kr, edition=edition_of(request), **form.cleaned_data)

    def both() -> None:
        show_both(form, {**first_setup(kr), **initial})

    if request.method == "POST" and form.is_valid() and attempt(form, change, when_stale=both):
        return redirect("okr:key_result", kr.pk)
    return _form(request, form, _("Change the key result"), kr.objective, kr=kr)


@login_required
@require_http_methods(["GET", "POST"])
def segment(request: HttpRequest, pk: int) -> HttpResponse:
    """Measure a key result differently: a new stretch with its own type, unit, start and target."""
    viewer = person_of(request)
    kr = seen_key_result(viewer, pk)
    initial = {name: getattr(kr, name) for name in FIELDS}
    form = KeyResultForm(request.POST or None, viewer=viewer, of=kr, initial=initial)
    retype = retype_key_result.via(via_web(request))

    def measured() -> dict[str, Any]:
        return {name: value for name, value in form.cleaned_data.items() if name in MEASURE}

    if request.method == "POST" and form.is_valid() and attempt(form, lambda: retype(viewer, kr, **measured())):
        return redirect("okr:key_result", kr.pk)
    return _form(request, form, _("Measure it differently"), kr.objective, kr=kr, is_segment=True)


def seen_key_result(viewer: Person, pk: int) -> KeyResult:
    """A key result that the viewer may see, with what its rules ask. Raises Http404."""
    found = KeyResult.objects.visible_to(viewer).select_related(
        "owner", "delegate", "objective__cycle", "objective__owner", "objective__department"
    )
    return get_object_or_404(found, pk=pk)


def _first(request: HttpRequest, objective: Objective) -> dict[str, Any]:
    """What the form of a new key result begins with; `?after=` a baseline that was measured, it goes on from there."""
    after = request.GET.get("after", "")
    number = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
    measured = KeyResult.objects.filter(objective=objective, pk=number, kind=Kind.BASELINE).first()
    if measured is None:
        return {"owner": objective.owner_id}
    known = {name: getattr(measured, name) for name in ("title", "unit", "currency", "source")}
    return {**known, "owner": measured.owner_id, "baseline": measured.value, "baseline_on": measured.checked_in_at}


def _vote(viewer: Person, kr: KeyResult) -> dict[str, Any]:
    """What the secret votes say together, and what the viewer voted. Four queries at most."""
    return {
        "poll": polls_of([kr.pk]).get(kr.pk),
        "may": may(viewer, "okr.vote", kr),
        "own": own_vote(kr, viewer.pk),
        "taps": TAPS,
    }


def is_promised(kr: KeyResult) -> bool:
    """Whether a change of what was promised takes a reason by now."""
    return not kr.objective.is_freely_edited(clock.now())


def _is_seen(viewer: Person, objective: Objective) -> bool:
    # Whoever owns a key result of a private objective sees their number, not the goal above it.
    return objective.is_open or Objective.objects.visible_to(viewer).filter(pk=objective.pk).exists()


def _form(
    request: HttpRequest,
    form: KeyResultForm,
    title: str,
    objective: Objective,
    *,
    kr: KeyResult | None = None,
    is_segment: bool = False,
) -> HttpResponse:
    return form_page(
        request,
        form,
        title,
        edition=kr.edition if kr else None,
        template="okr/key_result_form.html",
        objective=objective,
        kr=kr,
        is_segment=is_segment,
        is_new=kr is None,
    )
