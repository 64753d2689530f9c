"""Forms about tasks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import KeyResult
from denyut.people.forms.choices import PersonField
from denyut.people.forms.keyed import KeyedForm
from denyut.people.models import Person
from denyut.tasks.focusing import Mine
from denyut.tasks.models import Task
from denyut.tasks.reading import key_result_named


class KeyResultField(forms.CharField):
    """A key result by its number, typed or chosen from a list: "KR-12 Median first response". Clean, it is the key result or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=400, **options)

    def choose_for(self, viewer: Person, offered: Sequence[KeyResult], list_id: str) -> None:
        """Who chooses, and what the list under the field offers."""
        self.viewer, self.offered = viewer, offered
        self.widget.attrs |= {"list": list_id, "autocomplete": "off"}

    def clean(self, value: Any) -> KeyResult | None:
        text = super().clean(value)
        if not text:
            return None
        found = key_result_named(self.viewer, text)
        if found is None:
            raise forms.ValidationError(
                _("There is no such key result. Its number stands on the board, for example KR-12.")
            )
        return found

    @staticmethod
    def words(kr: KeyResult | None) -> str:
        """How a key result stands in the field."""
        return f"{kr.label} {kr.title}" if kr else ""


class TaskForm(KeyedForm):
    """What is to be done, by whom, until when."""

    title = forms.CharField(label=_("What is to be done"), max_length=200)
    owner = PersonField(label=_("Who does it"))
    due_on = forms.DateField(
        label=_("Due"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )
    priority = forms.ChoiceField(label=_("Priority"), choices=Task.Priority.choices, initial=Task.Priority.NORMAL)
    notes = forms.CharField(
        label=_("Notes"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def words(self) -> dict[str, Any]:
        """The clean values without the edition, where there is none."""
        return {name: value for name, value in super().words().items() if name != "edition" or value is not None}


class NewTaskForm(TaskForm):
    """A new task, with the goal it helps."""

    key_result = KeyResultField(label=_("Which key result it helps"))
    field_order = ("title", "owner", "due_on", "key_result", "priority", "notes")

    def __init__(self, *args: Any, viewer: Person, offered: Sequence[KeyResult], **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["edition"]
        self.fields["title"].widget.attrs["autofocus"] = True
        self.fields["key_result"].choose_for(viewer, offered, "task-goals")  # type: ignore[attr-defined]


class GoalForm(KeyedForm):
    """Which key result a task helps, and why."""

    key_result = KeyResultField(label=_("Which key result it helps"), help_text=_("Left empty, it helps none."))
    why = forms.CharField(label=_("Why it helps"), max_length=300, required=False)

    def __init__(self, *args: Any, viewer: Person, offered: Sequence[KeyResult], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["key_result"].choose_for(viewer, offered, "task-goals")  # type: ignore[attr-defined]


class FocusForm(KeyedForm):
    """What matters this week, and the key result it is for. With five things already it asks which one gives way."""

    key_result = KeyResultField(label=_("Key result"))
    text = forms.CharField(label=_("In your own words"), max_length=200, required=False)

    def __init__(
        self, *args: Any, viewer: Person, offered: Sequence[KeyResult], standing: Mine, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["key_result"].choose_for(viewer, offered, "focus-goals")  # type: ignore[attr-defined]
        self.fields["key_result"].required = True
        self.goals = offered
        if standing.is_full:
            choices = [(row.id, f"{row.label} {row.words}") for row in standing.rows]
            self.fields["drop"] = forms.TypedChoiceField(
                label=_("Five are enough. Which one do you drop for it?"),
                choices=choices,
                coerce=int,
                widget=forms.RadioSelect,
            )
