"""Challenges on the web."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from denyut.alignment.actions import answer_challenge, challenge_goal
from denyut.alignment.forms import AnswerForm, ChallengeForm
from denyut.alignment.models import Challenge
from denyut.alignment.rows.challenges import challenge_rows
from denyut.alignment.rows.marks import href_of
from denyut.okr.ends import Goal, node
from denyut.okr.models import KeyResult, Objective
from denyut.okr.views.key_results import seen_key_result
from denyut.okr.views.objectives import seen_objective
from denyut.people.requests import attempt, person_of, via_web
from denyut.people.sheets import done_here, sheet
from denyut.people.times import company_now
from denyut.spine.access import may


@login_required
@require_http_methods(["GET", "POST"])
def of_objective(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold something against an objective."""
    return _challenge(request, seen_objective(person_of(request), pk))


@login_required
@require_http_methods(["GET", "POST"])
def of_key_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold something against a key result, and propose another target."""
    return _challenge(request, seen_key_result(person_of(request), pk))


@login_required
@require_http_methods(["GET", "POST"])
def challenge(request: HttpRequest, pk: int) -> HttpResponse:
    """A challenge, and the form of whoever answers it."""
    viewer = person_of(request)
    found = Challenge.objects.visible_to(viewer).filter(pk=pk).values("pk")
    shown = get_object_or_404(Challenge.objects.with_goals(), pk__in=found)
    form = AnswerForm(request.POST or None, has_target=shown.proposed_target is not None)
    answer = answer_challenge.via(via_web(request))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: answer(viewer, shown, **form.words())):
        return done_here(request, href_of(node(shown.goal)))
    context = {
        "challenge": challenge_rows([shown], get_language() or "en", company_now())[0],
        "form": form,
        "action": request.path,
        "may_answer": may(viewer, "alignment.answer_challenge", shown),
    }
    return sheet(request, _("Challenge"), "alignment/_challenge.html", context, is_wrong=bool(form.errors))


def _challenge(request: HttpRequest, goal: Goal) -> HttpResponse:
    viewer = person_of(request)
    has_target = isinstance(goal, KeyResult) and not goal.measure.is_yes_or_no
    form = ChallengeForm(request.POST or None, has_target=has_target)
    side: dict[str, Any] = {"objective" if isinstance(goal, Objective) else "key_result": goal}
    hold = challenge_goal.via(via_web(request))

    def against() -> Any:
        words: dict[str, Any] = {"text": form.cleaned_data["text"], "proposed_target": form.target()}
        return hold(viewer, **side, **words)

    if request.method == "POST" and form.is_valid() and attempt(form, against):
        return done_here(request, href_of(node(goal)))
    context = {
        "goal": goal,
        "form": form,
        "action": request.path,
        "may_challenge": may(viewer, "alignment.challenge", goal),
    }
    title = _("Challenge %(label)s") % {"label": goal.label}
    return sheet(request, title, "alignment/_challenge_form.html", context, is_wrong=bool(form.errors))
