"""Forms about indicators."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.metrics.calculation import FORMULAS
from denyut.metrics.labels import FORMULAS as WORDS
from denyut.metrics.labels import input_label
from denyut.metrics.models import Indicator
from denyut.people.forms.choices import DepartmentField, PersonField
from denyut.people.forms.keyed import KeyedForm
from denyut.people.forms.numbers import NumberField, NumbersField


class IndicatorForm(KeyedForm):
    """What an indicator means, whose it is, and where it belongs."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autofocus": True}))
    description = forms.CharField(label=_("Description"), required=False, max_length=2000, widget=forms.Textarea)
    unit = forms.CharField(
        label=_("Unit"), max_length=20, required=False, help_text=_("For example %, min, or a currency such as IDR.")
    )
    good = forms.ChoiceField(label=_("Good direction"), choices=Indicator.Good.choices)
    formula = forms.ChoiceField(label=_("Formula"), required=False)
    band_low = NumberField(label=_("Healthy from"), required=False)
    band_high = NumberField(label=_("Healthy up to"), required=False)
    is_leading = forms.BooleanField(
        label=_("Leading: it moves before the result does"),
        required=False,
        help_text=_("A leading indicator can warn; a lagging one tells when it is over."),
    )
    owner = PersonField(label=_("Owner"))
    department = DepartmentField(label=_("Department"), empty_label=_("Whole company"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        formulas = [(key, WORDS[key]) for key in FORMULAS]
        self.fields["formula"].choices = [("", _("No formula: the value is entered")), *formulas]  # type: ignore[attr-defined]


class ChangeForm(IndicatorForm):
    """A new version of an indicator, with the reason for it."""

    reason = forms.CharField(label=_("Reason for the change"), max_length=300, required=False)


class AdoptionForm(KeyedForm):
    """Whose an indicator of the library will be."""

    owner = PersonField(label=_("Owner"), help_text=_("Enters its values. Left empty, it is you."))
    department = DepartmentField(label=_("Department"), empty_label=_("Whole company"))


class MomentForm(KeyedForm):
    """For which moment a reading holds; without one, for now."""

    at = forms.DateTimeField(
        label=_("For the moment"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Left empty, it is now."),
    )

    def moment(self) -> datetime | None:
        """The moment, aware."""
        found: datetime | None = self.cleaned_data["at"]
        return found


class ReadingForm(MomentForm):
    """A value that is entered itself."""

    value = NumberField(label=_("Value"))

    field_order = ("value", "at")


class CalculationForm(MomentForm):
    """The inputs of a formula, or with `is_raw` the raw scores instead."""

    def __init__(self, *args: Any, formula: str, is_raw: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = FORMULAS[formula]
        self.names = (known.scores,) if is_raw and known.tally else known.inputs
        for name in self.names:
            is_list = name in known.lists or name == known.scores
            hint = _("Put spaces or new lines between the numbers.") if is_list else ""
            self.fields[name] = (NumbersField if is_list else NumberField)(label=input_label(name), help_text=hint)
        self.order_fields((*self.names, "at"))

    def inputs(self) -> dict[str, Decimal | list[Decimal]]:
        """What the formula takes."""
        return {name: self.cleaned_data[name] for name in self.names}


class CorrectionForm(KeyedForm):
    """What a reading should have said, and why it did not."""

    value = NumberField(label=_("Value"))
    n = forms.IntegerField(
        label=_("Cases"),
        required=False,
        min_value=0,
        help_text=_("How many the number sums up. Left empty, it is not known."),
    )
    is_estimated = forms.BooleanField(label=_("It is an estimate"), required=False)
    reason = forms.CharField(label=_("Why it is put right"), max_length=300)


class WatchForm(KeyedForm):
    """When a missing reading is told, and when a reading is too thin to count."""

    cadence = forms.ChoiceField(
        label=_("Readings are expected"),
        choices=[("", _("At no particular time")), *Indicator.Cadence.choices],
        required=False,
        help_text=_("When none comes in time, the number turns grey and its owner is told once."),
    )
    least = forms.IntegerField(
        label=_("Fewest cases of a reading"),
        min_value=1,
        help_text=_("A reading of fewer is drawn hollow and moves nothing."),
    )


class SignalForm(KeyedForm):
    """Which leading indicator warns of a result."""

    leading = forms.ModelChoiceField(label=_("Leading indicator"), queryset=Indicator.objects.none())

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = Indicator.objects.filter(is_leading=True).exclude(pk=indicator.pk).exclude(warns_of__result=indicator)
        self.fields["leading"].queryset = free  # type: ignore[attr-defined]
