"""Keeping pieces of talk for goals, and answering them, on the web."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from denyut.assistant.actions import keep_takeaway, settle_takeaway
from denyut.assistant.forms import BringForm, SettleForm, TakeawayForm
from denyut.assistant.kept import rows_of
from denyut.assistant.models import Takeaway, TakeawayKind
from denyut.chat.models import Line, Room
from denyut.matters.choosing import goals_about, likely_goals
from denyut.okr.models import KeyResult, Reason
from denyut.people.models import Person
from denyut.people.requests import attempt, person_of, via_web
from denyut.people.sheets import done, done_here, sheet
from denyut.spine.access import may

FREE = (TakeawayKind.SUGGESTION,)
NOTE_AT_MOST = 500
TITLES = {
    TakeawayKind.EVIDENCE: gettext_lazy("Keep as evidence"),
    TakeawayKind.SUGGESTION: gettext_lazy("Keep as a suggestion"),
}


@login_required
@require_http_methods(["GET", "POST"])
def from_line(request: HttpRequest, pk: int, kind: TakeawayKind) -> HttpResponse:
    """A sheet over the room: keep what a line says. What the message names is chosen already."""
    viewer = person_of(request)
    line = get_object_or_404(Line.objects.visible_to(viewer).filter(recalled_at=None).select_related("room"), pk=pk)
    goals = goals_about(viewer, line)
    likely = likely_goals(viewer, line) or ([] if kind in FREE else goals[:1])
    initial = {"text": line.text[:1000], "key_result": likely[0].pk if likely else None}
    form = TakeawayForm(request.POST or None, initial=initial, goals=goals, is_free=kind in FREE)
    keep = keep_takeaway.via(via_web(request))
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["key_result"]
        kr = get_object_or_404(KeyResult.objects.visible_to(viewer), pk=number) if number else None
        words = form.cleaned_data["text"]
        if attempt(form, lambda: keep(viewer, kind=kind, text=words, key_result=kr, line=line)):
            return done(request, reverse("chat:room", args=[line.room_id]))
    context: dict[str, Any] = {
        "form": form,
        "action": request.path,
        "is_closed": line.room.kind != Room.RoomKind.OPEN,
        "has_goals": bool(goals),
    }
    return sheet(request, str(TITLES[kind]), "assistant/_keep_form.html", context, is_wrong=bool(form.errors))


@login_required
@require_http_methods(["GET", "POST"])
def for_goal(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet over a key result: bring evidence, suggest a change, ask for help, offer some."""
    viewer = person_of(request)
    kr = get_object_or_404(KeyResult.objects.visible_to(viewer), pk=pk)
    form = BringForm(request.POST or None)
    bring = keep_takeaway.via(via_web(request))
    is_brought = request.method == "POST" and form.is_valid()
    if is_brought and attempt(form, lambda: bring(viewer, key_result=kr, **form.cleaned_data)):
        return done(request, reverse("okr:key_result", args=[pk]))
    context = {"form": form, "action": request.path, "may_keep": may(viewer, "assistant.keep_takeaway", kr, None)}
    return sheet(request, _("Bring something"), "assistant/_bring_form.html", context, is_wrong=bool(form.errors))


@login_required
@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet: answer what was brought. Who accepts a suggestion goes on to change the goal, with its words as the note."""
    viewer = person_of(request)
    found = get_object_or_404(Takeaway.objects.visible_to(viewer).with_people(), pk=pk)
    form = SettleForm(request.POST or None)
    answer = settle_takeaway.via(via_web(request))
    if request.method == "POST" and form.is_valid():
        accepts, words = request.POST.get("answer") != "decline", form.cleaned_data["resolution"]
        if attempt(form, lambda: answer(viewer, found, accepts=accepts, resolution=words)):
            if accepts and found.kind == TakeawayKind.SUGGESTION and _may_change(viewer, found.key_result):
                return done_here(request, _change_form(found))
            return done(request, _page_of(found))
    context = {
        "form": form,
        "action": request.path,
        "one": rows_of([found])[0],
        "is_help": found.kind == TakeawayKind.HELP,
        "may_settle": may(viewer, "assistant.settle_takeaway", found),
    }
    return sheet(request, found.get_kind_display(), "assistant/_settle_form.html", context, is_wrong=bool(form.errors))


def _may_change(viewer: Person, kr: KeyResult | None) -> bool:
    return kr is not None and bool(may(viewer, "okr.change_objective", kr.objective))


def _page_of(takeaway: Takeaway) -> str:
    if takeaway.key_result_id is None:
        return reverse("chat:rooms")
    return reverse("okr:key_result", args=[takeaway.key_result_id])


def _change_form(takeaway: Takeaway) -> str:
    """The form that changes the goal, with what was suggested as the note: so its revision carries the words of the talk."""
    note = _("%(name)s suggested: %(words)s") % {"name": takeaway.by.name, "words": takeaway.text}
    query = urlencode({"reason": Reason.LEARNING.value, "note": note[:NOTE_AT_MOST]})
    return f"{reverse('okr:key_result_edit', args=[takeaway.key_result_id])}?{query}"
