"""What people type about reports, digests and meetings, as clean values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room
from denyut.meetings.models import Held, Subscription
from denyut.meetings.models.reports import FRIDAY, USUAL_TIME, WEEKDAYS
from denyut.okr.models import Objective
from denyut.people.forms.choices import DepartmentField
from denyut.people.forms.keyed import KeyedForm
from denyut.people.models import Person

MEMBERS = 40


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RoomField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A room with a name, of those that somebody finds."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Room.objects.none(), required=False, **options)

    def of(self, viewer: Person) -> None:
        """Offer the rooms of this viewer."""
        named = (Room.RoomKind.OPEN, Room.RoomKind.CLOSED)
        self.queryset = Room.objects.visible_to(viewer).filter(kind__in=named, archived_at=None)


class PlanForm(KeyedForm):
    """When the report of a team is compiled, and what becomes of it."""

    department = DepartmentField(label=_("Report of"), empty_label=_("The whole company"))
    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=WEEKDAYS, coerce=int, initial=FRIDAY)
    at = forms.TimeField(
        label=_("Time"),
        initial=USUAL_TIME,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("By the company's clock."),
    )
    room = RoomField(label=_("Posted to"), empty_label=_("The room of the team"))
    is_posted_at_once = forms.BooleanField(
        label=_("Post it at once"), required=False, help_text=_("It does not wait for an editor.")
    )
    is_off = forms.BooleanField(label=_("Compile none"), required=False)

    def __init__(self, *args: Any, viewer: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["room"].of(viewer)  # type: ignore[attr-defined]


class EditForm(KeyedForm):
    """The words of an editor. `seconds` is how long they worked, counted by the page."""

    summary = forms.CharField(
        label=_("In a few words"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seconds = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False, initial=0)

    def clean_seconds(self) -> int:
        """Without a script nothing was counted."""
        return self.cleaned_data["seconds"] or 0


class FollowForm(KeyedForm):
    """What to follow, how often, and for whom."""

    objective = forms.ModelChoiceField(
        label=_("Objective"), queryset=Objective.objects.none(), required=False, empty_label=_("All objectives")
    )
    department = DepartmentField(label=_("Department"), empty_label=_("The whole company"))
    every = forms.ChoiceField(label=_("How often"), choices=Subscription.Every.choices, initial="week")
    room = RoomField(
        label=_("For"), empty_label=_("Me, by letter"), help_text=_("A room hears of what everybody may see.")
    )

    def __init__(self, *args: Any, viewer: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        running = Objective.objects.visible_to(viewer).counted().filter(cycle__closed_at=None)
        self.fields["objective"].queryset = running  # type: ignore[attr-defined]
        self.fields["room"].of(viewer)  # type: ignore[attr-defined]


class HeldForm(KeyedForm):
    """A meeting that no review measured."""

    title = forms.CharField(label=_("What it was about"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Held.MeetingKind.choices)
    day = forms.DateField(label=_("Day"), widget=_day())
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440)
    status_minutes = forms.IntegerField(
        label=_("Of these about how things stand"),
        min_value=0,
        max_value=1440,
        required=False,
        help_text=_("Left empty: all of a status meeting, none of another."),
    )
    people = forms.ModelMultipleChoiceField(
        label=_("Who was there"), queryset=Person.objects.colleagues(), required=False
    )
    department = DepartmentField(label=_("Department"), empty_label=_("None"))
