"""Carrying a goal over into another cycle."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.closing.forms import CarryForm
from denyut.closing.rows.carrying import carried_rows
from denyut.closing.views.finding import seen_objective
from denyut.okr.actions import carry_over
from denyut.okr.lineage import is_zombie, times_carried
from denyut.okr.models import Objective, State
from denyut.people.views.doors import DeedPage
from denyut.spine.access import may, require
from denyut.spine.events import Via


class CarryOver(DeedPage):
    """The ways to go on, with the numbers that each would begin with."""

    form_class = CarryForm
    template_name = "closing/carry_over.html"
    done = _("It goes on as a draft.")
    made: Objective

    @cached_property
    def objective(self) -> Objective:
        return seen_objective(self.person, self.kwargs["pk"])

    @cached_property
    def times(self) -> int:
        """How often the goal was carried over so far."""
        return times_carried(self.objective)

    def get_initial(self) -> dict[str, Any]:
        owner = self.objective.owner
        return {"owner": owner.pk if owner.is_active else None}

    def get_form_kwargs(self) -> dict[str, Any]:
        require(self.person, "okr.carry_over", self.objective)
        return {**super().get_form_kwargs(), "objective": self.objective, "is_asked": is_zombie(self.times)}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        goal = self.objective
        earlier = goal.carried_to.exclude(state=State.CANCELLED).select_related("cycle")
        own = {
            "objective": goal,
            "rows": carried_rows(goal, get_language() or "en"),
            "times": self.times,
            "earlier": list(Objective.objects.visible_to(self.person).filter(pk__in=earlier).select_related("cycle")),
            "may_manage": may(self.person, "okr.manage_cycles"),
        }
        return super().get_context_data(**own, **context)

    def do(self, form: CarryForm, via: Via) -> Objective:
        self.made = carry_over.via(via)(self.person, self.objective, **form.words())
        return self.made

    def get_success_url(self) -> str:
        return reverse("okr:objective", args=[self.made.pk])
