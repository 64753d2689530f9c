"""Declaring a change, rehearsing it first, answering its cards, calling it off."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from denyut.okr.models import KeyResult
from denyut.people.requests import attempt, person_of, via_web, wants_fragment
from denyut.people.sheets import done_here, sheet
from denyut.spine.access import may
from denyut.steering.actions import answer_change, call_off_change, confirm_all_valid, declare_change
from denyut.steering.forms import CallOffForm, ChangeForm, StopForm
from denyut.steering.models import Answer, ChangeCard, ChangeEvent
from denyut.steering.rehearsal import rehearsal_of
from denyut.steering.rows import card_rows

FORM = "steering/_form.html"


@login_required
@require_http_methods(["GET", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    """Declare a change of plan. `do=rehearse` shows who would be asked, and writes nothing."""
    viewer = person_of(request)
    initial = {"objectives": [word for word in request.GET.getlist("objective") if word.isdecimal()]}
    form = ChangeForm(request.POST or None, viewer=viewer, initial=initial)
    rehearsal = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("do") == "rehearse":
            rehearsal = rehearsal_of(viewer, list(form.cleaned_data["objectives"]))
        else:
            words = {**form.words(), "objectives": list(form.cleaned_data["objectives"])}
            made = attempt(form, lambda: declare_change.via(via_web(request))(viewer, **words))
            if made:
                return redirect("steering:change", made.pk)
    context = {
        "form": form,
        "rehearsal": rehearsal,
        "may_declare": may(viewer, "steering.declare", form.offered()),
    }
    return render(request, "steering/declare.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap: still valid, or adjust, which goes on to the goal's form."""
    viewer = person_of(request)
    card = get_object_or_404(ChangeCard.objects.visible_to(viewer).with_people(), pk=pk)
    word = request.POST.get("answer", "")
    answer_change.via(via_web(request))(viewer, card, answer=word)
    if word == Answer.ADJUST:
        [row] = card_rows([card])
        return done_here(request, row.adjust_url)
    return HttpResponse(status=204) if wants_fragment(request) else redirect("steering:change", card.event_id)


@login_required
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet: stop a goal, in a sentence."""
    viewer = person_of(request)
    card = get_object_or_404(ChangeCard.objects.visible_to(viewer).with_people(), pk=pk)
    form = StopForm(request.POST or None)
    say = answer_change.via(via_web(request))
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        if attempt(form, lambda: say(viewer, card, answer=Answer.STOP.value, note=note)):
            return done_here(request, reverse("steering:change", args=[card.event_id]))
    [row] = card_rows([card])
    context = {"form": form, "action": request.path, "card": row, "submit": _("Stop it"), "is_danger": True}
    goal = card.key_result
    context["is_asked_only"] = isinstance(goal, KeyResult) and not may(viewer, "okr.move_key_result", goal, "cancelled")
    context["refusal"] = may(viewer, "steering.answer", card)
    return sheet(request, _("Stop this goal"), FORM, context, is_wrong=bool(form.errors))


@login_required
@require_POST
def all_valid(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap for all of one's goals that a change asks about."""
    viewer = person_of(request)
    event = get_object_or_404(ChangeEvent.objects.visible_to(viewer), pk=pk)
    confirm_all_valid.via(via_web(request))(viewer, event)
    return HttpResponse(status=204) if wants_fragment(request) else redirect("steering:change", pk)


@login_required
@require_http_methods(["GET", "POST"])
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet: call a change off."""
    viewer = person_of(request)
    event = get_object_or_404(ChangeEvent.objects.visible_to(viewer).select_related("declared_by"), pk=pk)
    form = CallOffForm(request.POST or None)
    call = call_off_change.via(via_web(request))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: call(viewer, event, **form.words())):
        return done_here(request, reverse("steering:change", args=[pk]))
    context = {
        "form": form,
        "action": request.path,
        "submit": _("Call it off"),
        "refusal": may(viewer, "steering.call_off", event),
    }
    return sheet(request, _("Call the change off"), FORM, context, is_wrong=bool(form.errors))
