"""The chain on the web: from work over goals to indicators, one hypothesis after the other."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.alignment.actions import change_influence, end_influence, link_influence
from denyut.alignment.chain.plot import plot_of, scale_of
from denyut.alignment.chain.words import among
from denyut.alignment.models import Influence
from denyut.alignment.rows.chain import chain_of, counts_of, in_order, link_row
from denyut.alignment.rows.effects import changes_in
from denyut.alignment.rows.hypotheses import latest_of, versions_of
from denyut.alignment.rows.moving import found_for
from denyut.alignment.views.chain_forms import EndForm, ExpectationForm, InfluenceForm, initial_of
from denyut.okr.ends import Goal, objective_of
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.people.views.doors import DeedPage, Page
from denyut.spine.access import may, require
from denyut.spine.events import Via, head

PER_PAGE = 60


class ChainPage(Page):
    """Every hypothesis of a cycle that the viewer may see, sixty at a time, and how many carry which word."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        cycle, since = get_object_or_404(Cycle, pk=pk), head()
        asked = request.GET.get("from", "")
        start = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
        seen = Influence.objects.visible_to(self.person).standing().of_cycle(cycle).alive().with_ends()
        influences = in_order(seen)
        found, shown, language = found_for(influences), influences[start : start + PER_PAGE], get_language() or "en"
        context = {
            "cycle": cycle,
            "groups": chain_of(self.person, shown, found, language, company_now()),
            "counts": counts_of(found.values()),
            "among": next((said for one in found.values() if (said := among(one.evidence, language))), ""),
            "unlinked": _unlinked(self.person, cycle),
            "then": start + PER_PAGE if len(influences) > start + PER_PAGE else None,
            "since": since,
        }
        return render(request, "alignment/chain.html", context)


class OneInfluence(Page):
    """Finds the hypothesis the address is about."""

    @cached_property
    def influence(self) -> Influence:
        """Raises Http404."""
        return get_object_or_404(Influence.objects.visible_to(self.person).with_ends(), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return address_of(self.influence.goal)


class InfluencePage(OneInfluence):
    """One hypothesis: what is expected, what the data say and how, and every version of it. An earlier version leads to the latest."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        influence, language = self.influence, get_language() or "en"
        if influence.replaced_at is not None:
            return redirect("alignment:influence", latest_of(influence))
        found = found_for([influence])[influence.pk]
        context = {
            "influence": influence,
            "goal": influence.goal,
            "cycle": objective_of(influence.goal).cycle,
            "goal_url": address_of(influence.goal),
            "link": link_row(influence, found, language),
            "plot": plot_of(found.pairs),
            "changes": changes_in(found.pairs, influence, language),
            "scale": scale_of(found.evidence),
            "versions": versions_of(influence, language),
            "may_change": influence.is_standing and may(self.person, "alignment.link_influence", influence.goal),
        }
        return render(request, "alignment/chain_link.html", context)


class InfluenceDeed(OneInfluence, DeedPage):
    """A form about one hypothesis, for those who may change it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(self.person, "alignment.link_influence", self.influence.goal)
        return super().dispatch(request, *args, **kwargs)


class Change(InfluenceDeed):
    """Expect something else."""

    form_class = ExpectationForm
    heading = _("Change the hypothesis")
    made: Influence

    def get_initial(self) -> dict[str, Any]:
        return initial_of(self.influence)

    def do(self, form: ExpectationForm, via: Via) -> None:
        self.made = change_influence.via(via)(self.person, self.influence, **form.words())

    def get_success_url(self) -> str:
        return reverse("alignment:influence", args=[self.made.pk])


class End(InfluenceDeed):
    """Give a hypothesis up."""

    form_class = EndForm
    heading = _("Give the hypothesis up")
    submit = _("Give up")
    done = _("The hypothesis was given up. It stays readable.")

    def do(self, form: EndForm, via: Via) -> None:
        end_influence.via(via)(self.person, self.influence, **form.words())


class NewInfluence(DeedPage):
    """Say what a goal is expected to move."""

    form_class = InfluenceForm
    heading = _("What is it expected to move?")
    submit = _("Add")

    @cached_property
    def goal(self) -> Goal:
        """Raises Http404."""
        found = Objective.objects.visible_to(self.person).select_related("cycle", "owner", "department")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(self.person, "alignment.link_influence", self.goal)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        may_adopt = bool(may(self.person, "metrics.add_indicator"))
        return {**super().get_form_kwargs(), "goal": self.goal, "may_adopt": may_adopt}

    def get_initial(self) -> dict[str, Any]:
        return {"reason": self.goal.hypothesis if isinstance(self.goal, KeyResult) else ""}

    def do(self, form: InfluenceForm, via: Via) -> None:
        objective = self.goal if isinstance(self.goal, Objective) else None
        key_result = self.goal if isinstance(self.goal, KeyResult) else None
        link_influence.via(via)(self.person, objective=objective, key_result=key_result, **form.words())

    def get_success_url(self) -> str:
        return address_of(self.goal)


class NewOfKeyResult(NewInfluence):
    """Say what a key result is expected to move."""

    @cached_property
    def goal(self) -> Goal:
        """Raises Http404."""
        found = KeyResult.objects.visible_to(self.person).select_related(
            "owner", "objective__cycle", "objective__owner", "objective__department"
        )
        return get_object_or_404(found, pk=self.kwargs["pk"])


def address_of(goal: Goal) -> str:
    """The chain on the page of a goal."""
    kind = "objective" if isinstance(goal, Objective) else "key_result"
    return reverse(f"okr:{kind}", args=[goal.pk]) + "#chain"


def _unlinked(viewer: Person, cycle: Cycle) -> int:
    """How many key results of a cycle are not expected to move anything."""
    alive = KeyResult.objects.visible_to(viewer).alive().filter(objective__cycle=cycle)
    linked = Influence.objects.standing().filter(key_result__isnull=False)
    return alive.exclude(pk__in=linked.values("key_result")).count()
