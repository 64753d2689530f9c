"""The fields of a key result's setup."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from denyut.okr.models import KeyResult
from denyut.okr.progress import Hold
from denyut.okr.setups import Setup
from denyut.okr.statistics import Statistic, Window
from denyut.people.forms.numbers import NumberField

CONTROL = ("hold", "share", "tolerance", "is_strict")
NEEDED: dict[str, tuple[str, ...]] = {
    "metric": ("change", "means"),
    "at_least": CONTROL,
    "at_most": CONTROL,
    "range": ("low", *CONTROL),
    "statistic": ("statistic", "window", "least", "judged_days", "change", "means"),
    "coverage": ("sessions", "is_soft", "joined_days"),
    "milestone": ("is_ordered",),
    "tasks": ("is_estimated",),
}


def _whole(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=100_000, **options)


class SetupFields(forms.Form):
    """What each kind needs beside start and target."""

    low = NumberField(label=gettext_lazy("Lower bound"), required=False)
    hold = forms.ChoiceField(
        label=gettext_lazy("Staying within counts by"),
        required=False,
        choices=[
            (Hold.TIME.value, gettext_lazy("The share of the time")),
            (Hold.NOW.value, gettext_lazy("The last value alone")),
            (Hold.CHECK_INS.value, gettext_lazy("The share of the check-ins")),
            (Hold.DISTANCE.value, gettext_lazy("The distance from the bound")),
        ],
    )
    share = NumberField(
        label=gettext_lazy("Share of the time that is asked"),
        required=False,
        help_text=gettext_lazy("1 for always, 0.9 for nine tenths."),
    )
    tolerance = NumberField(
        label=gettext_lazy("Tolerance"),
        required=False,
        help_text=gettext_lazy("How far outside still earns something, in the unit."),
    )
    is_strict = forms.BooleanField(label=gettext_lazy("The bound itself is outside"), required=False)
    statistic = forms.ChoiceField(
        label=gettext_lazy("Statistic"),
        required=False,
        choices=[
            (Statistic.MEDIAN.value, gettext_lazy("Median")),
            (Statistic.P90.value, gettext_lazy("90th percentile")),
            (Statistic.MEAN.value, gettext_lazy("Mean")),
            (Statistic.RATE.value, gettext_lazy("Rate in percent")),
        ],
    )
    window = forms.ChoiceField(
        label=gettext_lazy("Measured over"),
        required=False,
        choices=[
            (Window.WEEK.value, gettext_lazy("The last seven days")),
            (Window.DAY.value, gettext_lazy("A day")),
            (Window.CYCLE.value, gettext_lazy("The cycle so far")),
        ],
    )
    least = _whole(gettext_lazy("Measurements at least"))
    judged_days = _whole(gettext_lazy("Days that decide at the end"))
    sessions = _whole(gettext_lazy("Sessions for each person"))
    is_soft = forms.BooleanField(label=gettext_lazy("Count sessions, not only people who are through"), required=False)
    joined_days = _whole(gettext_lazy("Counts who joined so many days before the end"))
    is_ordered = forms.BooleanField(label=gettext_lazy("One after the other"), required=False)
    is_estimated = forms.BooleanField(label=gettext_lazy("Weigh work by its estimate"), required=False)
    curve = forms.CharField(
        label=gettext_lazy("Curve"),
        required=False,
        help_text=gettext_lazy("Shares of time and of progress, for example: 0 0, 0.5 0.2, 1 1"),
    )

    def setup_names(self) -> list[str]:
        """The fields that go into the setup."""
        return [*SetupFields.base_fields, "change", "means"]

    def setup(self, given: dict[str, Any]) -> dict[str, Any]:
        """The setup that the fields say, as far as they matter to the chosen kind."""
        wanted = NEEDED.get(given.get("kind", ""), ())
        found = {name: given[name] for name in wanted if name in given and given[name] is not False}
        if given.get("pace") == KeyResult.Pace.CURVE:
            found["curve"] = _points(given.get("curve", ""))
        return found


def first_setup(kr: KeyResult) -> dict[str, Any]:
    """The setup of a key result as its form first shows it."""
    setup = kr.how
    fields = {name: getattr(setup, name) for name in Setup.__slots__}
    fields["curve"] = ", ".join(f"{time} {share}" for time, share in setup.curve)
    return {**fields, "means": setup.means.value if setup.change is not None else ""}


def _points(text: str) -> list[list[Decimal]]:
    try:
        return [[Decimal(number) for number in pair.split()] for pair in text.split(",") if pair.strip()]
    except InvalidOperation:
        # The deed refuses a curve without points, with the way to write one.
        return []
