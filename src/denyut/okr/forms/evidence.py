"""Forms for what key results are made of."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from denyut.lib.numbers import NotANumber, parse_number
from denyut.okr.forms.numbers import NumberField
from denyut.okr.models import Initiative
from denyut.people.models import Person


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), required=False)


class MilestoneForm(forms.Form):
    """A milestone."""

    title = forms.CharField(label=gettext_lazy("Milestone"), max_length=200)
    due_on = _day(gettext_lazy("Due"))
    weight = NumberField(label=gettext_lazy("Weight"), required=False)


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

    values = forms.CharField(
        label=gettext_lazy("Measurements"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Numbers with spaces or line breaks between them."),
    )
    on = _day(gettext_lazy("Measured on"))

    def clean_values(self) -> list[Decimal]:
        """The numbers, in the reader's format."""
        language = get_language() or "en"
        try:
            return [parse_number(word, language) for word in self.cleaned_data["values"].split()]
        except NotANumber as error:
            raise forms.ValidationError(_("“%(word)s” is not a number.") % {"word": error.text[:40]}) from error
