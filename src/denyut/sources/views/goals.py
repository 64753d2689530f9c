"""A number becomes a goal: one form, filled in already."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from denyut.metrics.models import Indicator
from denyut.people.views.doors import DeedButton, DeedPage
from denyut.sources.actions import make_key_result, untie
from denyut.sources.forms import GoalForm
from denyut.sources.models import Tie
from denyut.spine.events import Via


class MakeKeyResult(DeedPage):
    """A key result that follows an indicator: from where it stands to the edge of its healthy band."""

    form_class = GoalForm
    heading = _("Make it a key result")
    submit = _("Add key result")

    @cached_property
    def indicator(self) -> Indicator:
        """Raises Http404."""
        return get_object_or_404(Indicator.objects.visible_to(self.person), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "viewer": self.person}

    def get_initial(self) -> dict[str, Any]:
        one = self.indicator
        edge = one.band_low if one.good == Indicator.Good.HIGHER else one.band_high
        return {"title": one.name, "baseline": one.value, "target": edge}

    def do(self, form: Any, via: Via) -> None:
        self.made = make_key_result.via(via)(self.person, self.indicator, **form.words())

    def get_success_url(self) -> str:
        return reverse("okr:key_result", args=[self.made.pk])


class TieRemoval(DeedButton):
    """Let a key result follow its indicator no more."""

    @cached_property
    def tie(self) -> Tie:
        """Raises Http404."""
        return get_object_or_404(Tie.objects.visible_to(self.person).select_related("key_result"), pk=self.kwargs["pk"])

    def do(self, via: Via) -> None:
        untie.via(via)(self.person, self.tie)

    def get_success_url(self) -> str:
        return reverse("metrics:indicator", args=[self.tie.indicator_id])
