"""What key results are made of, on the web: milestones, work, measurements, sessions."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from denyut.okr.actions import (
    add_initiative,
    add_milestone,
    change_milestone,
    drop_initiative,
    exempt,
    finish_initiative,
    hold_session,
    observe,
    reach_milestone,
    remove_milestone,
    switch_feed,
    withdraw_observation,
)
from denyut.okr.forms.evidence import InitiativeForm, MeasurementsForm, MilestoneForm
from denyut.okr.models import Initiative, KeyResult, Milestone, Observation
from denyut.okr.views.forms import form_page
from denyut.okr.views.key_results import is_promised, key_result_page, seen_key_result
from denyut.people.models import Person
from denyut.people.requests import attempt, person_of, via_web
from denyut.people.times import company_now
from denyut.spine.access import Refused


@login_required
@require_POST
def milestones(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a milestone to a key result."""
    viewer = person_of(request)
    kr, add = seen_key_result(viewer, pk), add_milestone.via(via_web(request))
    form = MilestoneForm(request.POST, is_promised=is_promised(kr))
    return _after(request, kr, "milestone_form", form, lambda: add(viewer, kr, **form.cleaned_data))


@login_required
@require_POST
def milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a milestone as reached or not, or remove it (`remove`)."""
    viewer, via = person_of(request), via_web(request)
    one = _seen_milestone(viewer, pk)
    if request.POST.get("remove"):
        why = {name: request.POST.get(name, "") for name in ("reason", "note")}
        return _done(request, one.key_result_id, lambda: remove_milestone.via(via)(viewer, one, **why))
    is_reached = bool(request.POST.get("is_reached"))
    return _done(request, one.key_result_id, lambda: reach_milestone.via(via)(viewer, one, is_reached=is_reached))


@login_required
@require_http_methods(["GET", "POST"])
def milestone_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a milestone's words, day or weight."""
    viewer = person_of(request)
    one = _seen_milestone(viewer, pk)
    weight = one.weight if one.is_weight_fixed else None
    form = MilestoneForm(
        request.POST or None,
        is_promised=is_promised(one.key_result),
        initial={"title": one.title, "due_on": one.due_on, "weight": weight},
    )
    change = change_milestone.via(via_web(request))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: change(viewer, one, **form.cleaned_data)):
        return redirect("okr:key_result", one.key_result_id)
    template = "okr/evidence/milestone.html"
    return form_page(request, form, _("Change the milestone"), template=template, kr=one.key_result, milestone=one)


@login_required
@require_http_methods(["GET", "POST"])
def initiatives(request: HttpRequest, pk: int) -> HttpResponse:
    """Add work to a key result."""
    viewer = person_of(request)
    form = InitiativeForm(request.POST or None, viewer=viewer)
    kr, add = seen_key_result(viewer, pk), add_initiative.via(via_web(request))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: add(viewer, kr, **form.cleaned_data)):
        return redirect("okr:key_result", kr.pk)
    return form_page(request, form, _("Add what will be done"), key_result=kr)


@login_required
@require_POST
def initiative(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark work as done or not, or give it up (`drop`)."""
    viewer = person_of(request)
    one = get_object_or_404(Initiative, pk=pk, key_result__in=KeyResult.objects.visible_to(viewer))
    via = via_web(request)
    if request.POST.get("drop"):
        return _done(request, one.key_result_id, lambda: drop_initiative.via(via)(viewer, one))
    is_done = bool(request.POST.get("is_done"))
    return _done(request, one.key_result_id, lambda: finish_initiative.via(via)(viewer, one, is_done=is_done))


@login_required
@require_POST
def observations(request: HttpRequest, pk: int) -> HttpResponse:
    """Add measurements to a key result."""
    viewer, form = person_of(request), MeasurementsForm(request.POST)
    kr, add = seen_key_result(viewer, pk), observe.via(via_web(request))

    def measure() -> Any:
        on, now = form.cleaned_data["on"], company_now()
        at = datetime.combine(on, time(12), tzinfo=now.tzinfo) if on and on != now.date() else None
        return add(viewer, kr, values=form.cleaned_data["values"], at=at)

    return _after(request, kr, "measurements_form", form, measure)


@login_required
@require_POST
def observation(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a measurement."""
    viewer = person_of(request)
    one = get_object_or_404(Observation, pk=pk, key_result__in=KeyResult.objects.visible_to(viewer))
    withdraw = withdraw_observation.via(via_web(request))
    return _done(request, one.key_result_id, lambda: withdraw(viewer, one))


@login_required
@require_POST
def session(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Say who took part in a session: the people whose boxes are ticked."""
    viewer = person_of(request)
    kr = seen_key_result(viewer, pk)
    ticked = [int(word) for word in request.POST.getlist("people") if word.isdecimal() and len(word) < 18]
    people = list(Person.objects.visible_to(viewer).filter(pk__in=ticked))
    hold = hold_session.via(via_web(request))
    return _done(request, kr.pk, lambda: hold(viewer, kr, session=number, people=people))


@login_required
@require_POST
def exemption(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave somebody out of a key result about people, or take that back."""
    viewer = person_of(request)
    kr = seen_key_result(viewer, pk)
    word = request.POST.get("person", "")
    person = (
        Person.objects.visible_to(viewer).filter(pk=int(word)).first() if word.isdecimal() and len(word) < 18 else None
    )
    if person is None:
        raise Http404
    leave, is_exempt = exempt.via(via_web(request)), not request.POST.get("back")
    reason = request.POST.get("reason", "")
    return _done(request, kr.pk, lambda: leave(viewer, kr, person=person, reason=reason, is_exempt=is_exempt))


@login_required
@require_POST
def feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the data of a key result from setting its value, or let them again."""
    viewer = person_of(request)
    kr, switch = seen_key_result(viewer, pk), switch_feed.via(via_web(request))
    return _done(request, kr.pk, lambda: switch(viewer, kr, is_stopped=bool(request.POST.get("is_stopped"))))


def _seen_milestone(viewer: Person, pk: int) -> Milestone:
    found = Milestone.objects.select_related("key_result__objective")
    return get_object_or_404(found, pk=pk, key_result__in=KeyResult.objects.visible_to(viewer))


def _after(request: HttpRequest, kr: KeyResult, name: str, form: forms.Form, deed: Callable[[], Any]) -> HttpResponse:
    """The key result's page again: anew when it was done, with the form and what was typed when it was refused."""
    if form.is_valid() and attempt(form, deed):
        return redirect("okr:key_result", kr.pk)
    return key_result_page(request, kr, {name: form}, status=422)


def _done(request: HttpRequest, pk: int, deed: Callable[[], Any]) -> HttpResponse:
    try:
        deed()
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    return redirect("okr:key_result", pk)
