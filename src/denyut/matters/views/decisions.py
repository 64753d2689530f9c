"""Decisions on the web: asked for, taken, written down, taken back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from denyut.chat.models import Line
from denyut.matters.actions import ask_decision, decide, note_decision, withdraw_decision
from denyut.matters.choosing import goals_about, goals_of, likely_goals
from denyut.matters.forms import DecideForm, NoteForm, QuestionForm
from denyut.matters.models import Decision
from denyut.matters.rows import decision_rows
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.people.requests import attempt, person_of, via_web, wants_fragment
from denyut.people.sheets import done, sheet
from denyut.spine.access import may
from denyut.spine.events import head

FORM = "matters/_form.html"


@login_required
@require_GET
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision: the question, the numbers as they were seen then, what was chosen and why."""
    viewer, since = person_of(request), head()
    shown = get_object_or_404(Decision.objects.visible_to(viewer).with_people(), pk=pk)
    [row] = decision_rows([shown], get_language() or "en")
    topics = {f"okr:{kr.objective_id}" for kr in shown.key_results.all()}
    topics |= {f"user:{viewer.pk}"} if viewer.pk in (shown.decider_id, shown.asked_by_id) else set()
    context = {
        "decision": row,
        "since": since,
        "topics": " ".join(sorted(topics)),
        "may_withdraw": row.is_pending and bool(may(viewer, "matters.withdraw_decision", shown)),
    }
    if wants_fragment(request):
        return sheet(request, row.label, "matters/_decision.html", context)
    return render(request, "matters/decision.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a decision; `?key_result=` is chosen already."""
    viewer = person_of(request)
    word = request.GET.get("key_result", "")
    number = int(word) if word.isdecimal() and len(word) < 18 else 0
    first = list(KeyResult.objects.visible_to(viewer).filter(pk=number))
    goals = list({kr.pk: kr for kr in [*first, *goals_of(viewer)]}.values())
    form = QuestionForm(request.POST or None, goals=goals, initial={"key_results": [kr.pk for kr in first]})
    where = reverse("okr:key_result", args=[first[0].pk]) if first else reverse("matters:matters")
    return _asked(request, form, viewer, where=where)


@login_required
@require_http_methods(["GET", "POST"])
def from_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a decision of a message: ask somebody to take it, or (`?is=taken`) write down that it was taken."""
    viewer = person_of(request)
    line = get_object_or_404(Line.objects.visible_to(viewer).filter(recalled_at=None).select_related("room"), pk=pk)
    goals = goals_about(viewer, line)
    chosen = [kr.pk for kr in likely_goals(viewer, line)]
    where = reverse("chat:room", args=[line.room_id])
    if request.GET.get("is") == "taken":
        initial = {"choice": line.text[:500], "key_results": chosen}
        return _noted(request, NoteForm(request.POST or None, goals=goals, initial=initial), viewer, line, where)
    asked: dict[str, Any] = {"question": line.text[:500], "key_results": chosen, "decider": viewer.pk}
    form = QuestionForm(request.POST or None, goals=goals, initial=asked)
    return _asked(request, form, viewer, where=where, line=line)


@login_required
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision: one of its options (`?option=` is chosen already) and a reason."""
    viewer = person_of(request)
    shown = get_object_or_404(Decision.objects.visible_to(viewer).with_people(), pk=pk)
    word = request.GET.get("option", "")
    picked = shown.options[int(word) : int(word) + 1] if word.isdecimal() and len(word) < 3 else []
    form = DecideForm(request.POST or None, choices=shown.options, initial={"choice": picked[0] if picked else ""})
    take = decide.via(via_web(request))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and attempt(form, lambda: take(viewer, shown, **form.words())):
        return done(request, reverse("matters:decision", args=[pk]))
    [row] = decision_rows([shown], get_language() or "en")
    context = {
        "form": form,
        "action": request.path,
        "decision": row,
        "submit": _("Decide"),
        "is_refused": may(viewer, "matters.decide", shown),
    }
    return sheet(request, row.label, "matters/_decide_sheet.html", context, is_wrong=bool(form.errors))


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question back."""
    viewer = person_of(request)
    shown = get_object_or_404(Decision.objects.visible_to(viewer), pk=pk)
    withdraw_decision.via(via_web(request))(viewer, shown)
    return HttpResponse(status=204) if wants_fragment(request) else redirect("matters:decision", pk)


def _asked(
    request: HttpRequest, form: QuestionForm, viewer: Person, *, where: str, line: Line | None = None
) -> HttpResponse:
    ask = ask_decision.via(via_web(request))
    if request.method == "POST" and form.is_valid():
        words = _with_goals(viewer, form.words())
        if attempt(form, lambda: ask(viewer, **words, line=line)):
            return done(request, where)
    context = {"form": form, "action": request.get_full_path(), "submit": _("Ask for it")}
    context |= {"other": f"{request.path}?is=taken"} if line is not None else {}
    return sheet(request, _("Ask for a decision"), FORM, context, is_wrong=bool(form.errors))


def _noted(request: HttpRequest, form: NoteForm, viewer: Person, line: Line, where: str) -> HttpResponse:
    note = note_decision.via(via_web(request))
    if request.method == "POST" and form.is_valid():
        words = _with_goals(viewer, form.words())
        if attempt(form, lambda: note(viewer, **words, line=line)):
            return done(request, where)
    context = {"form": form, "action": request.get_full_path(), "submit": _("Write it down")}
    return sheet(request, _("Write a decision down"), FORM, context, is_wrong=bool(form.errors))


def _with_goals(viewer: Person, words: dict[str, Any]) -> dict[str, Any]:
    found = KeyResult.objects.visible_to(viewer).in_bulk(words["key_results"])
    return {**words, "key_results": [found[pk] for pk in words["key_results"] if pk in found]}
