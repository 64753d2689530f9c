"""Forms about blockers and decisions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.matters.models import Cause
from denyut.okr.models import KeyResult
from denyut.people.forms.choices import DepartmentField, PersonField
from denyut.people.forms.keyed import KeyedForm

LETTERS = 1000


def _named(goals: Sequence[KeyResult]) -> list[tuple[str, str]]:
    return [(str(kr.pk), f"{kr.label} · {kr.title}") for kr in goals]


class BlockerForm(KeyedForm):
    """What is in the way of a key result, why, and who is waited for. Without `goals` the key result is known already."""

    text = forms.CharField(
        label=_("What is in the way?"),
        max_length=LETTERS,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
    )
    key_result = forms.TypedChoiceField(label=_("Which key result does it hold up?"), coerce=int)
    waits_on = PersonField(label=_("Who is waited for?"))
    waits_on_department = DepartmentField(label=_("Or which department?"), empty_label=_("No department"))
    cause = forms.ChoiceField(label=_("What causes it?"), choices=Cause.choices, initial=Cause.DEPENDENCY)

    def __init__(self, *args: Any, goals: Sequence[KeyResult] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if goals is None:
            del self.fields["key_result"]
        else:
            self.fields["key_result"].choices = _named(goals)  # type: ignore[attr-defined]


class CloseForm(KeyedForm):
    """How a blocker ended."""

    resolution = forms.CharField(
        label=_("How did it end?"), max_length=LETTERS, widget=forms.Textarea(attrs={"rows": 2, "autofocus": True})
    )


class ReopenForm(KeyedForm):
    """Why a blocker stands again."""

    reason = forms.CharField(
        label=_("Why does it stand again?"),
        max_length=LETTERS,
        widget=forms.Textarea(attrs={"rows": 2, "autofocus": True}),
    )


class QuestionForm(KeyedForm):
    """A question to decide, its options, and the key results whose numbers are frozen with it."""

    question = forms.CharField(
        label=_("What is to be decided?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "autofocus": True})
    )
    options = forms.CharField(
        label=_("Options"),
        help_text=_("Two to five, one on each line."),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    decider = PersonField(label=_("Who decides?"))
    due_on = forms.DateField(
        label=_("Until when?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )
    key_results = forms.TypedMultipleChoiceField(
        label=_("Which key results does it concern?"),
        help_text=_("Their numbers are frozen as they are now, and once more when it is decided."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, goals: Sequence[KeyResult], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["decider"].required = True
        self.fields["key_results"].choices = _named(goals)  # type: ignore[attr-defined]

    def clean_options(self) -> list[str]:
        """The options, one a line."""
        return [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]


class NoteForm(KeyedForm):
    """What was decided in talk already."""

    question = forms.CharField(
        label=_("What was to be decided?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    choice = forms.CharField(label=_("What was decided?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    reason = forms.CharField(
        label=_("Why?"), max_length=LETTERS, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    key_results = forms.TypedMultipleChoiceField(
        label=_("Which key results does it concern?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, goals: Sequence[KeyResult], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["key_results"].choices = _named(goals)  # type: ignore[attr-defined]


class DecideForm(KeyedForm):
    """One of the options, with a reason."""

    choice = forms.ChoiceField(label=_("What do you decide?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why? Those whom it concerns read this."), max_length=LETTERS, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, choices: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["choice"].choices = [(one, one) for one in choices]  # type: ignore[attr-defined]
