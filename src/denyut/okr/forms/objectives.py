"""The form of an objective."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from denyut.okr.models import Cycle, Objective, Visibility
from denyut.people.forms.choices import DepartmentField
from denyut.people.models import Person


class ObjectiveForm(forms.Form):
    """An objective: what, whose, and what it serves."""

    title = forms.CharField(label=gettext_lazy("Objective"), max_length=300)
    description = forms.CharField(label=gettext_lazy("Description"), required=False, widget=forms.Textarea)
    owner = forms.ModelChoiceField(label=gettext_lazy("Owner"), queryset=Person.objects.none())
    department = DepartmentField(label=gettext_lazy("Department"), empty_label=gettext_lazy("Whole company"))
    parent = forms.ModelChoiceField(
        label=gettext_lazy("Serves"),
        queryset=Objective.objects.none(),
        required=False,
        empty_label=gettext_lazy("No other objective"),
    )
    ambition = forms.ChoiceField(label=gettext_lazy("Ambition"), choices=Objective.Ambition.choices, required=False)
    roll_up = forms.ChoiceField(
        label=gettext_lazy("Progress comes from"), choices=Objective.RollUp.choices, required=False
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Level"),
        choices=[("", gettext_lazy("As the department says")), *Objective.Level.choices],
        required=False,
    )
    visibility = forms.ChoiceField(label=gettext_lazy("Seen by"), choices=Visibility.choices, required=False)

    def __init__(
        self, *args: Any, viewer: Person, cycle: Cycle, serves: Objective | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.serves = serves
        self.fields["owner"].queryset = Person.objects.visible_to(viewer).active()  # type: ignore[attr-defined]
        spanning = (
            Objective.objects.visible_to(viewer)
            .alive()
            .filter(cycle__starts_on__lte=cycle.ends_on, cycle__ends_on__gte=cycle.starts_on)
        )
        self.fields["parent"].queryset = spanning  # type: ignore[attr-defined]

    @property
    def place(self) -> str:
        """Where features may put something beside this form."""
        return "okr.objective_form"

    def clean(self) -> dict[str, Any]:
        """What was left empty takes the deed's own default; what it serves and the viewer can't choose stays."""
        words = {name: value for name, value in self.cleaned_data.items() if value != ""}
        words["description"] = self.cleaned_data.get("description", "")
        choices: Any = self.fields["parent"]
        is_left_out = self.serves is not None and not choices.queryset.contains(self.serves)
        if "parent" in words and not words["parent"] and is_left_out:
            words["parent"] = self.serves
        return words
