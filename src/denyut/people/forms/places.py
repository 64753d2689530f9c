"""Forms about departments, sites and the workspace."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.people.forms.choices import DepartmentField, PersonField
from denyut.people.forms.keyed import KeyedForm
from denyut.people.geography import regions, zones
from denyut.people.languages import LANGUAGES

DAYS = [(str(number + 1), name) for number, name in WEEKDAYS.items()]


class DepartmentForm(KeyedForm):
    """A department's name, place in the tree and lead."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autofocus": True}))
    parent = DepartmentField(label=_("Part of"), empty_label=_("The whole company"))
    lead = PersonField(label=_("Lead"))


class SiteForm(KeyedForm):
    """A place of work with its clock and its week."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autofocus": True}))
    zone = forms.ChoiceField(label=_("Time zone"), choices=zones)
    working_days = forms.MultipleChoiceField(label=_("Working days"), choices=DAYS, widget=forms.CheckboxSelectMultiple)
    hours_per_day = forms.DecimalField(label=_("Hours a day"), max_digits=4, decimal_places=2, localize=True)

    def clean_working_days(self) -> str:
        """The days as the digits in which a site keeps them."""
        return "".join(sorted(self.cleaned_data["working_days"]))


class HolidayForm(KeyedForm):
    """A day on which a site does not work."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    name = forms.CharField(label=_("Name"), max_length=120)


class WorkspaceForm(KeyedForm):
    """What holds for everybody."""

    name = forms.CharField(label=_("Name of the company"), max_length=120)
    language = forms.ChoiceField(label=_("Language before sign-in"), choices=LANGUAGES)
    region = forms.ChoiceField(label=_("Country"), help_text=_("How dates and numbers are written."))
    zone = forms.ChoiceField(label=_("Time zone"), choices=zones)
    week_starts_on = forms.TypedChoiceField(
        label=_("The week starts on"), choices=[(1, WEEKDAYS[0]), (7, WEEKDAYS[6]), (6, WEEKDAYS[5])], coerce=int
    )
    ding_budget = forms.IntegerField(
        label=_("Urgent calls a week"),
        min_value=0,
        max_value=50,
        help_text=_("How many DINGs each person may send in a week. Everybody sees who sent them, and why."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = regions(get_language() or "en")  # type: ignore[attr-defined]
