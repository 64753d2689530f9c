"""What people type about boards and tiles, as clean values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.boards.kinds import NEEDS_BY, takes_objective
from denyut.boards.models import Board, Tile
from denyut.boards.subjects.subject import Subject
from denyut.chat.models import Room
from denyut.metrics.models import Indicator
from denyut.okr.models import Objective, State
from denyut.people.forms.choices import DepartmentField
from denyut.people.forms.keyed import KeyedForm
from denyut.people.models import Person
from denyut.people.times import company_now

WEEKDAYS = [
    ("", _("Every day")),
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]


class BoardForm(KeyedForm):
    """A board: its name, who sees it, and what narrows its tiles."""

    name = forms.CharField(label=_("Name"), max_length=120)
    audience = forms.ChoiceField(
        label=_("Who sees it"),
        choices=Board.Audience.choices,
        help_text=_("Each reader sees in every tile what they may see themselves."),
    )
    scope = DepartmentField(label=_("Only this department"), empty_label=_("The whole company"))
    days = forms.IntegerField(label=_("Days back"), min_value=1, max_value=1830, initial=90)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)


class TileForm(KeyedForm):
    """One tile of a kind, about a subject: only the fields that this kind and subject need."""

    title = forms.CharField(label=_("Title"), max_length=120, required=False, help_text=_("Empty: it names itself."))
    width = forms.TypedChoiceField(label=_("Width"), choices=Tile.Width.choices, coerce=int, initial=Tile.Width.MEDIUM)

    def __init__(self, *args: Any, viewer: Person, kind: str, subject: Subject | None, **options: Any) -> None:
        super().__init__(*args, **options)
        own: dict[str, forms.Field] = {}
        if subject is not None:
            own |= _counted(kind, subject)
        elif takes_objective(kind):
            own["objective"] = _objectives(viewer, is_required=takes_objective(kind) == "must")
        elif kind == Tile.TileKind.MATRIX:
            sides = [("", _("Departments")), ("site", _("Sites"))]
            own["by"] = forms.ChoiceField(label=_("Columns"), choices=sides, required=False)
        self.fields = {"key": self.fields["key"], "title": self.fields["title"], **own, "width": self.fields["width"]}


class SendingForm(KeyedForm):
    """When a board is sent, and whether to oneself or into a room."""

    weekday = forms.TypedChoiceField(label=_("Day"), choices=WEEKDAYS, coerce=int, empty_value=None, required=False)
    at = forms.TimeField(
        label=_("Time"),
        initial="08:00",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("By the company's clock."),
    )
    room = forms.ModelChoiceField(
        label=_("Into the room"), queryset=Room.objects.none(), required=False, empty_label=_("To me, by mail")
    )

    def __init__(self, *args: Any, viewer: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        named = (Room.RoomKind.OPEN, Room.RoomKind.CLOSED)
        rooms = Room.objects.visible_to(viewer).filter(kind__in=named, archived_at=None)
        self.fields["room"].queryset = rooms  # type: ignore[attr-defined]


def _counted(kind: str, subject: Subject) -> dict[str, forms.Field]:
    sides = [(side.key, side.title) for side in subject.sides]
    found: dict[str, forms.Field] = {}
    if subject.needs == "indicator":
        found["indicator"] = forms.ModelChoiceField(label=_("Indicator"), queryset=Indicator.objects.all())
    found["measure"] = forms.ChoiceField(label=_("Measure"), choices=[(one.key, one.title) for one in subject.measures])
    needed = NEEDS_BY[kind]
    if needed or kind == Tile.TileKind.TABLE:
        first = sides if needed else [("", _("In all")), *sides]
        found["by"] = forms.ChoiceField(label=_("Laid out by"), choices=first, required=bool(needed))
    if kind in (Tile.TileKind.HEAT, Tile.TileKind.TABLE, Tile.TileKind.LINE):
        more = sides if kind == Tile.TileKind.HEAT else [("", _("Nothing else")), *sides]
        found["across"] = forms.ChoiceField(label=_("And across"), choices=more, required=kind == Tile.TileKind.HEAT)
    if subject.moment:
        found["days"] = forms.IntegerField(
            label=_("Days back"), min_value=1, max_value=1830, required=False, help_text=_("Empty: as the board says.")
        )
    return found


def _objectives(viewer: Person, *, is_required: bool) -> forms.Field:
    today = company_now().date()
    seen = Objective.objects.visible_to(viewer).filter(cycle__starts_on__lte=today, cycle__ends_on__gte=today)
    running = seen.exclude(state=State.CANCELLED).order_by("title")
    return forms.ModelChoiceField(
        label=_("Objective"), queryset=running, required=is_required, empty_label=_("All objectives that run")
    )
