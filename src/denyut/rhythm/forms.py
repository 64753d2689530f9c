"""Forms about rituals."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.lib.locales import locale_of
from denyut.matters.models import Cause
from denyut.okr.models import Cadence, KeyResult
from denyut.people.forms.choices import DepartmentField, PersonField
from denyut.people.forms.keyed import KeyedForm
from denyut.people.models import Person
from denyut.rhythm.models import EVERY, ItemKind, Ritual
from denyut.rhythm.occurrences import Every
from denyut.rhythm.weeks import choices_of


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


class KeyResultField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the key results about which a person writes."""

    def __init__(self, person: Person) -> None:
        choices = KeyResult.objects.visible_to(person).alive().filter(objective__cycle__closed_at=None)
        super().__init__(queryset=choices, required=False, empty_label=_("No key result"), label=_("Key result"))
        own = choices_of(person)
        # Others may be linked too; offered are one's own.
        self.choices = [("", _("No key result")), *own]

    def valid_value(self, value: object) -> bool:
        """Any that the person sees: the list only offers."""
        return True


class ItemForm(KeyedForm):
    """A line of a week. `before` are the words that were read."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices)
    text = forms.CharField(label=_("In one sentence"), max_length=500)
    before = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)

    def __init__(self, *args: Any, person: Person, is_change: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["key_result"] = KeyResultField(person)
        del self.fields["kind" if is_change else "before"]

    def words(self) -> dict[str, Any]:
        """The options of the deed."""
        return {name: value for name, value in super().words().items() if name != "kind"}


class ProblemForm(KeyedForm):
    """Who is waited for, and what causes it."""

    waits_on = PersonField(label=_("Who can help"))
    waits_on_department = DepartmentField(label=_("Or which department"), empty_label=_("None"))
    cause = forms.ChoiceField(label=_("What causes it"), choices=Cause.choices, initial=Cause.OTHER)


class BeatForm(KeyedForm):
    """How often a department checks in, on which weekday and by when."""

    cadence = forms.ChoiceField(label=_("Check-ins"), choices=Cadence.choices)
    due_weekday = forms.TypedChoiceField(label=_("Due on"), coerce=int)
    due_at = forms.TimeField(
        label=_("Due by"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("By everybody's own clock."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = locale_of(get_language() or "en").days["stand-alone"]["wide"]
        self.fields["due_weekday"].choices = [(number + 1, names[number]) for number in range(7)]  # type: ignore[attr-defined]
