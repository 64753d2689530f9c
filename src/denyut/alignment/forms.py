"""Forms of alignment."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from denyut.alignment.finding import find_goal
from denyut.alignment.models import Challenge, Stance
from denyut.okr.ends import Goal
from denyut.okr.models import Edge, Objective, Reason
from denyut.people.forms.numbers import NumberField
from denyut.people.models import Department, Person
from denyut.spine.access import NotThere

NOTE = 500


class EdgeForm(forms.Form):
    """What a goal is to another one: the kind, the other goal by its label, and what belongs to the kind."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it does"), choices=Edge.EdgeKind.choices, initial="supports", widget=forms.RadioSelect
    )
    to = forms.CharField(label=gettext_lazy("With which goal"), max_length=30)
    weight = NumberField(label=gettext_lazy("Weight of the contribution, up to 1"), required=False)
    is_primary = forms.BooleanField(label=gettext_lazy("This is the first goal that it serves"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=NOTE, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, viewer: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer

    def clean_to(self) -> Goal:
        """The goal that was meant."""
        try:
            return find_goal(self.viewer, self.cleaned_data["to"])
        except NotThere as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def terms(self) -> dict[str, Any]:
        """The options of a deed on links. What belongs to another kind is not shown beside this one, and left out."""
        said = self.cleaned_data
        side = "to_objective" if isinstance(said["to"], Objective) else "to_key_result"
        return {
            "kind": said["kind"],
            "weight": said["weight"] if said["kind"] == Edge.EdgeKind.CONTRIBUTES else None,
            "is_primary": said["is_primary"] and said["kind"] == Edge.EdgeKind.SUPPORTS,
            "note": said["note"],
            side: said["to"],
        }


class AskForm(forms.Form):
    """Which departments are asked to respond to a goal, and by when."""

    departments = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Departments"),
        queryset=Department.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one department.")},
    )
    due_on = forms.DateField(
        label=gettext_lazy("Answer by"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    note = forms.CharField(
        label=gettext_lazy("What you expect"),
        required=False,
        max_length=NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ResponseForm(forms.Form):
    """A department's answer: an objective of its own, or why there is none."""

    objective = forms.ModelChoiceField(
        label=gettext_lazy("Objective that supports it"),
        queryset=Objective.objects.none(),
        required=False,
        empty_label=gettext_lazy("None of ours"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why there is none"),
        required=False,
        max_length=NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ChallengeForm(forms.Form):
    """What speaks against a goal, and another target."""

    text = forms.CharField(
        label=gettext_lazy("What speaks against it"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    proposed_target = NumberField(label=gettext_lazy("A better target"), required=False)

    def __init__(self, *args: Any, has_target: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_target:
            del self.fields["proposed_target"]

    def target(self) -> Decimal | None:
        """The target proposed, if one is."""
        return self.cleaned_data.get("proposed_target")


class AnswerForm(forms.Form):
    """An answer to a challenge."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[choice for choice in Challenge.ChallengeState.choices if choice[0] != "open"],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("In a sentence"), required=False, max_length=NOTE, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Why the target changes"), choices=Reason.choices, initial=Reason.LEARNING, required=False
    )

    def __init__(self, *args: Any, has_target: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_target:
            del self.fields["reason"]

    def words(self) -> dict[str, str]:
        """The options of the deed; what was left empty takes its own default."""
        return {name: value for name, value in self.cleaned_data.items() if value or name == "note"}


class StanceForm(forms.Form):
    """What becomes of a goal that nobody moves."""

    choice = forms.ChoiceField(label=gettext_lazy("What becomes of it"), choices=Stance.Choice.choices)
    note = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=NOTE)
