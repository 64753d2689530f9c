"""Forms of the goal engine: input to clean values, in the reader's number format."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from denyut.lib.numbers import NotANumber, example_number, format_number, parse_number
from denyut.okr.models import KINDS, Cycle, Objective, Visibility
from denyut.okr.progress import Kind
from denyut.people.models import Department, Person

CONFIDENCES = [(10, "10"), (30, "30"), (50, "50"), (70, "70"), (90, "90")]


class NumberField(forms.Field):
    """A number as people write it in their language, kept exactly."""

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value).strip() if value is not None else ""
        if not text:
            return None
        language = get_language() or "en"
        try:
            return parse_number(text, language)
        except NotANumber as error:
            reason = _("“%(word)s” is not a number. Write digits, for example %(example)s.")
            raise forms.ValidationError(reason % {"word": text[:40], "example": example_number(language)}) from error

    def prepare_value(self, value: Any) -> str:
        return format_number(value.normalize(), get_language() or "en") if isinstance(value, Decimal) else value or ""


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


class CycleForm(forms.Form):
    """A cycle's name and days."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=Cycle.CycleKind.choices, initial=Cycle.CycleKind.QUARTER
    )
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}))

    def days(self) -> dict[str, Any]:
        """What may be changed later: all but the kind."""
        return {name: value for name, value in self.cleaned_data.items() if name != "kind"}


class ObjectiveForm(forms.Form):
    """An objective: what, whose, and what it serves."""

    title = forms.CharField(label=gettext_lazy("Objective"), max_length=300)
    description = forms.CharField(label=gettext_lazy("Description"), required=False, widget=forms.Textarea)
    owner = forms.ModelChoiceField(label=gettext_lazy("Owner"), queryset=Person.objects.none())
    department = forms.ModelChoiceField(
        label=gettext_lazy("Department"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=gettext_lazy("Whole company"),
    )
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
    visibility = forms.ChoiceField(label=gettext_lazy("Seen by"), choices=Visibility.choices, required=False)

    def __init__(
        self, *args: Any, viewer: Person, cycle: Cycle, serves: Objective | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.serves = serves
        self.fields["owner"].queryset = Person.objects.visible_to(viewer).active()  # type: ignore[attr-defined]
        self.fields["department"].queryset = Department.objects.all()  # type: ignore[attr-defined]
        spanning = (
            Objective.objects.visible_to(viewer)
            .alive()
            .filter(cycle__starts_on__lte=cycle.ends_on, cycle__ends_on__gte=cycle.starts_on)
        )
        self.fields["parent"].queryset = spanning  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What was left empty takes the deed's own default; what it serves and the viewer can't choose stays."""
        words = {name: value for name, value in self.cleaned_data.items() if value != ""}
        words["description"] = self.cleaned_data.get("description", "")
        choices: Any = self.fields["parent"]
        is_left_out = self.serves is not None and not choices.queryset.contains(self.serves)
        if "parent" in words and not words["parent"] and is_left_out:
            words["parent"] = self.serves
        return words


class KeyResultForm(forms.Form):
    """A key result: from where to where, in what, by whom."""

    title = forms.CharField(label=gettext_lazy("Key result"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("How it is measured"), choices=KINDS, initial=Kind.METRIC.value)
    baseline = NumberField(label=gettext_lazy("Start value"), required=False)
    target = NumberField(label=gettext_lazy("Target"), required=False)
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=20, required=False)
    owner = forms.ModelChoiceField(label=gettext_lazy("Owner"), queryset=Person.objects.none(), required=False)
    delegate = forms.ModelChoiceField(
        label=gettext_lazy("Also checks in"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody"),
    )
    weight = NumberField(label=gettext_lazy("Weight"), required=False)

    def __init__(self, *args: Any, viewer: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("owner", "delegate"):
            self.fields[name].queryset = Person.objects.visible_to(viewer).active()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What was left empty takes the deed's own default."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
