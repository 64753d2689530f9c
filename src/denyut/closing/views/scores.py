"""Scoring one goal: in a sheet, on its own page, or in its card on the closing page."""

from abc import abstractmethod
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.closing.forms import AmendForm, PostponementForm, ScoreForm, VerdictForm
from denyut.closing.rows.goals import cards_of
from denyut.closing.rows.owners import scoring_of
from denyut.closing.views.finding import GoesBack, seen_key_result, seen_objective
from denyut.okr.actions import (
    amend_key_result_score,
    amend_objective_score,
    judge_hypothesis,
    move_key_result,
    score_key_result,
    score_objective,
)
from denyut.okr.judging import judge
from denyut.okr.models import KeyResult, Objective, State
from denyut.okr.offers import Offer, Waiting, offer_for
from denyut.people.requests import new_key, wants_fragment
from denyut.people.times import company_now
from denyut.spine.access import Refused, require
from denyut.spine.events import Via


class GoalPage(GoesBack):
    """A form about the score of one goal. In a closed cycle it amends."""

    submit = _("Score")

    @property
    def line(self) -> int:
        """The line of the card that the form is in; 0 for the objective's own."""
        return 0

    @property
    @abstractmethod
    def objective(self) -> Objective:
        """The objective that is scored, or whose key result is."""

    @property
    def is_amended(self) -> bool:
        return self.objective.cycle.is_closed

    def get_form_class(self) -> Any:
        return AmendForm if self.is_amended else ScoreForm

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        is_done = answer.status_code in (200, 302)
        return self.card({}) if is_done and self._is_in_card() else answer

    def form_invalid(self, form: Any) -> HttpResponse:
        if self._is_in_card():
            return self.card({"errors": form.errors, "typed": form.data}, status=422)
        return super().form_invalid(form)

    def refuse(self, form: Any, refusal: Refused) -> HttpResponse:
        if self._is_in_card():
            return self.card({"refusal": str(refusal.reason), "typed": form.data}, status=422)
        return super().refuse(form, refusal)

    def card(self, said: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """The objective's card as it is now, with the progress of the whole cycle; `said` is what went wrong at its `line`."""
        objective, language = seen_objective(self.person, self.objective.pk), get_language() or "en"
        context = {
            "card": cards_of(self.person, [objective], language, company_now())[0],
            "cycle": objective.cycle,
            "key": new_key(),
            "at": self.line,
            "scoring": scoring_of(objective.cycle),
            **said,
        }
        return render(self.request, "closing/_card_swapped.html", context, status=status)

    def _is_in_card(self) -> bool:
        return wants_fragment(self.request) and bool(self.request.POST.get("card"))


class KeyResultScore(GoalPage):
    """Score a key result, or amend its score after the close."""

    @property
    def line(self) -> int:
        return self.key_result.pk

    @cached_property
    def key_result(self) -> KeyResult:
        return seen_key_result(self.person, self.kwargs["pk"])

    @property
    def objective(self) -> Objective:
        return self.key_result.objective

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(heading=self.key_result.title, **context)

    def get_form_kwargs(self) -> dict[str, Any]:
        options = super().get_form_kwargs()
        if self.is_amended:
            require(self.person, "okr.amend_score", self.objective)
            return {**options, "initial": {"score": self.key_result.score}}
        require(self.person, "okr.change_objective", self.objective)
        found = judge([self.key_result], company_now())[self.key_result.pk]
        return {**options, "offered": Offer(found.final, found.original, found.final)}

    def do(self, form: Any, via: Via) -> Any:
        deed: Any = amend_key_result_score if self.is_amended else score_key_result
        return deed.via(via)(self.person, self.key_result, **form.words())

    def get_success_url(self) -> str:
        return self.way_back(self.objective, reverse("okr:key_result", args=[self.key_result.pk]))


class ObjectiveScore(GoalPage):
    """Score an objective differently from its key results, or one that has none; amend it after the close."""

    @cached_property
    def objective(self) -> Objective:
        return seen_objective(self.person, self.kwargs["pk"])

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(heading=self.objective.title, **context)

    def get_form_kwargs(self) -> dict[str, Any]:
        options = super().get_form_kwargs()
        if self.is_amended:
            require(self.person, "okr.amend_score", self.objective)
            return {**options, "initial": {"score": self.objective.score}}
        require(self.person, "okr.change_objective", self.objective)
        return {**options, "offered": self._offered()}

    def do(self, form: Any, via: Via) -> Any:
        deed: Any = amend_objective_score if self.is_amended else score_objective
        return deed.via(via)(self.person, self.objective, **form.words())

    def get_success_url(self) -> str:
        return self.way_back(self.objective, reverse("okr:objective", args=[self.objective.pk]))

    def _offered(self) -> Offer | None:
        try:
            return offer_for(self.objective)
        except Waiting:
            return None


class KeyResultPage(GoesBack):
    """A form about one key result, open to whoever may change its objective."""

    @cached_property
    def key_result(self) -> KeyResult:
        return seen_key_result(self.person, self.kwargs["pk"])

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(heading=self.key_result.title, **context)

    def get_form_kwargs(self) -> dict[str, Any]:
        require(self.person, "okr.change_objective", self.key_result.objective)
        return super().get_form_kwargs()

    def get_success_url(self) -> str:
        return self.way_back(self.key_result.objective, reverse("okr:key_result", args=[self.key_result.pk]))


class Postponement(KeyResultPage):
    """Put a key result off, so that it does not count at this close."""

    form_class = PostponementForm
    submit = _("Put it off")

    def do(self, form: Any, via: Via) -> KeyResult:
        reason = form.cleaned_data["reason"]
        return move_key_result.via(via)(self.person, self.key_result, to=State.POSTPONED, reason=reason)


class Verdict(KeyResultPage):
    """Give the verdict on a key result's hypothesis."""

    form_class = VerdictForm
    submit = _("Give the verdict")

    def get_initial(self) -> dict[str, Any]:
        return {"verdict": self.key_result.verdict, "note": self.key_result.verdict_note}

    def do(self, form: Any, via: Via) -> KeyResult:
        return judge_hypothesis.via(via)(self.person, self.key_result, **form.words())

    def get_success_url(self) -> str:
        kr = self.key_result
        if self.request.GET.get("back") == "hypotheses":
            return f"{reverse('closing:hypotheses', args=[kr.objective.cycle_id])}#hypothesis-{kr.pk}"
        return super().get_success_url()
