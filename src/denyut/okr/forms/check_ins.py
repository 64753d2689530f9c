"""The form of a check-in."""

from django import forms
from django.utils.translation import gettext_lazy

from denyut.people.forms.numbers import NumberField

CONFIDENCES = [(10, "10"), (30, "30"), (50, "50"), (70, "70"), (90, "90")]


class CheckInForm(forms.Form):
    """Value, chance of reaching the target, and a note: the whole check-in."""

    value = NumberField(label=gettext_lazy("Value now"))
    confidence = forms.TypedChoiceField(
        label=gettext_lazy("Chance of reaching the target"),
        choices=CONFIDENCES,
        coerce=int,
        empty_value=None,
        required=False,
    )
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=2000, widget=forms.Textarea)
