"""Forms about rituals."""

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.people.forms.choices import DepartmentField
from denyut.people.forms.keyed import KeyedForm
from denyut.rhythm.models import EVERY, Ritual
from denyut.rhythm.occurrences import Every


class RitualForm(KeyedForm):
    """What, when, how often, and for whom."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Ritual.Kind.choices, initial=Ritual.Kind.CUSTOM)
    title = forms.CharField(
        label=_("Title"), max_length=120, required=False, help_text=_("Left empty, it is called what it is.")
    )
    first_on = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("It stays on this weekday. Free days move it to the next working day of each site."),
    )
    every = forms.ChoiceField(label=_("Comes again"), choices=EVERY, initial=Every.WEEK.value)
    at = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("By everybody's own clock."),
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, initial=30)
    department = DepartmentField(label=_("For"), empty_label=_("The whole company"))


class OutputForm(KeyedForm):
    """What came of a ritual. `version` is that of the text that was read."""

    output = forms.CharField(label=_("What came of it"), required=False, max_length=20_000, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
