"""The form of a cycle."""

from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language, gettext_lazy

from denyut.okr.models import PRESETS, Cadence, Cycle


def weekdays() -> list[tuple[int, str]]:
    """Monday to Sunday, 1 to 7, in the reader's language."""
    names = Locale.parse((get_language() or "en").replace("-", "_")).days["stand-alone"]["wide"]
    return [(number + 1, names[number]) for number in range(7)]


def _day(label: Any, *, is_asked: bool = True) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), required=is_asked)


class CycleForm(forms.Form):
    """A cycle's name, days and phases, and how its status is told."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=Cycle.CycleKind.choices, initial=Cycle.CycleKind.QUARTER
    )
    starts_on = _day(gettext_lazy("First day"))
    ends_on = _day(gettext_lazy("Last day"))
    drafts_on = _day(gettext_lazy("Drafting from"), is_asked=False)
    aligns_on = _day(gettext_lazy("Aligning from"), is_asked=False)
    closes_on = _day(gettext_lazy("Closing from"), is_asked=False)
    cadence = forms.ChoiceField(
        label=gettext_lazy("Check-ins"), choices=[("", gettext_lazy("As usual")), *Cadence.choices], required=False
    )
    due_weekday = forms.TypedChoiceField(
        label=gettext_lazy("Due on"), choices=weekdays, coerce=int, empty_value=None, required=False, initial=5
    )
    pace = forms.ChoiceField(
        label=gettext_lazy("Expected progress follows"), choices=Cycle.Pace.choices, required=False
    )
    preset = forms.ChoiceField(label=gettext_lazy("Status by the rule of"), choices=PRESETS, required=False)
    has_votes = forms.BooleanField(
        label=gettext_lazy("Colleagues say in secret how sure they are"),
        help_text=gettext_lazy("Shown as the median beside the owner's own confidence, once three have voted."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """What was left empty takes the deed's own default."""
        said = {name: value for name, value in self.cleaned_data.items() if value != ""}
        if said.get("due_weekday") is None:
            said.pop("due_weekday", None)
        return said

    def days(self) -> dict[str, Any]:
        """What may be changed later: all but the kind."""
        return {name: value for name, value in self.cleaned_data.items() if name != "kind"}
