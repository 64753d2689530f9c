"""Forms for what key results are made of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from denyut.okr.models import Initiative, Reason
from denyut.people.forms.numbers import NumberField, NumbersField
from denyut.people.models import Person


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), required=False)


class MilestoneForm(forms.Form):
    """A milestone; where its goal was promised more than a day ago (`is_promised`), with the reason."""

    title = forms.CharField(label=gettext_lazy("Milestone"), max_length=200)
    due_on = _day(gettext_lazy("Due"))
    weight = NumberField(label=gettext_lazy("Weight"), required=False)
    reason = forms.ChoiceField(
        label=gettext_lazy("Why it changes"),
        choices=[("", gettext_lazy("Choose a reason")), *Reason.choices],
        required=False,
    )
    note = forms.CharField(label=gettext_lazy("Note on the change"), max_length=500, required=False)

    def __init__(self, *args: Any, is_promised: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in () if is_promised else ("reason", "note"):
            del self.fields[name]


class InitiativeForm(forms.Form):
    """Work that is to move a key result."""

    title = forms.CharField(label=gettext_lazy("What will be done"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Initiative.InitiativeKind.choices, required=False)
    owner = forms.ModelChoiceField(label=gettext_lazy("Owner"), queryset=Person.objects.none(), required=False)
    due_on = _day(gettext_lazy("Due"))
    estimate = NumberField(label=gettext_lazy("Estimate"), required=False)

    def __init__(self, *args: Any, viewer: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = Person.objects.visible_to(viewer).active()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What was left empty takes the deed's own default."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class MeasurementsForm(forms.Form):
    """Numbers, as many as there are, and the day on which they were measured."""

    values = NumbersField(
        label=gettext_lazy("Measurements"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Numbers with spaces or line breaks between them."),
    )
    on = _day(gettext_lazy("Measured on"))
