"""Forms that steer."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from denyut.metrics.models import Indicator
from denyut.okr.models import Cycle, Objective
from denyut.people.forms.keyed import KeyedForm
from denyut.people.forms.numbers import NumberField
from denyut.people.models import Person
from denyut.steering.models import ChangeKind, Guardrail
from denyut.steering.models.changes import HOURS


class ChangeForm(KeyedForm):
    """What changed, what it affects, and how long people have to answer."""

    kind = forms.ChoiceField(label=_("What changed?"), choices=ChangeKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What happened, and what follows from it?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    objectives = forms.ModelMultipleChoiceField(
        label=_("Which objectives are affected?"),
        help_text=_("Everything below them is asked too: what serves them, and what contributes to them."),
        queryset=Objective.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    hours = forms.IntegerField(
        label=_("Hours to answer"),
        help_text=_("They run on working days. After them the owner's lead is told."),
        min_value=1,
        max_value=720,
        initial=HOURS,
    )

    def __init__(self, *args: Any, viewer: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = Objective.objects.visible_to(viewer).alive().filter(cycle__closed_at=None)
        field = self.fields["objectives"]
        field.queryset = seen.order_by("level", "cycle", "position")  # type: ignore[attr-defined]
        self.viewer, self.seen = viewer, seen

    def offered(self) -> list[Objective]:
        """An objective that the viewer may declare a change for, where there is one: whoever leads none declares none."""
        own = self.seen.filter(Q(owner=self.viewer) | Q(department__lead=self.viewer))
        return list(own.select_related("owner", "department", "cycle")[:1])


class AnswerForm(KeyedForm):
    """One tap; stopping takes a sentence."""

    answer = forms.CharField(max_length=6)
    note = forms.CharField(max_length=500, required=False)


class StopForm(KeyedForm):
    """Why a goal stops."""

    note = forms.CharField(
        label=_("Why does it stop? Others count on it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
    )


class CallOffForm(KeyedForm):
    """Why a change is called off."""

    reason = forms.CharField(
        label=_("Why is it called off?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "autofocus": True})
    )


class GuardrailForm(KeyedForm):
    """A number that must not leave its bounds, and who is told when it does."""

    indicator = forms.ModelChoiceField(label=_("Which indicator?"), queryset=Indicator.objects.all())
    side = forms.ChoiceField(label=_("Limit"), choices=Guardrail.Side.choices, widget=forms.RadioSelect)
    limit = NumberField(label=_("Value"))
    objective = forms.ModelChoiceField(
        label=_("Which objective does it guard?"), queryset=Objective.objects.none(), required=False
    )
    cycle = forms.ModelChoiceField(
        label=_("Or which cycle?"), queryset=Cycle.objects.filter(closed_at=None), required=False
    )
    sponsors = forms.ModelMultipleChoiceField(
        label=_("Who is told of a breach?"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    why = forms.CharField(label=_("Why?"), max_length=300, required=False)

    def __init__(self, *args: Any, viewer: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = Objective.objects.visible_to(viewer).alive().filter(cycle__closed_at=None)
        self.fields["objective"].queryset = seen  # type: ignore[attr-defined]
        self.fields["sponsors"].queryset = Person.objects.colleagues()  # type: ignore[attr-defined]
