"""Forms of the chat."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.chat.models import Room, Seat
from denyut.people.models import Person
from denyut.spine import clock

KINDS = [(kind.value, kind.label) for kind in (Room.RoomKind.OPEN, Room.RoomKind.CLOSED)]
FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
MORNING = 8
SPANS = [
    ("", _("Hear it again")),
    ("hour", _("For 1 hour")),
    ("hours", _("For 8 hours")),
    ("tomorrow", _("Until tomorrow morning")),
    ("forever", _("Until I turn it back on")),
]


class RoomForm(forms.Form):
    """A room's name, what it is for, and who finds it."""

    name = forms.CharField(label=_("Name"), max_length=80)
    purpose = forms.CharField(label=_("What it is for"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Who finds it"), choices=KINDS, initial=Room.RoomKind.OPEN)


class RoomSettingsForm(RoomForm):
    """What can be changed about a room."""

    shows_receipts = forms.BooleanField(
        label=_("Show who has read a message"),
        required=False,
        help_text=_("Each person can still hide their own reading."),
    )
    hears_sentences = forms.BooleanField(
        label=_("Notice progress in plain sentences"),
        required=False,
        help_text=_("Whoever writes that a key result moved is asked, alone, whether to record it."),
    )

    opens_history = forms.BooleanField(
        label=_("When it opens: everybody may read all that was ever said here"),
        required=False,
        help_text=_("A room by invitation opens only when you say so. What is read cannot be taken back."),
    )
    field_order = ("name", "purpose", "kind", "opens_history")

    def __init__(self, room: Room, data: Any = None) -> None:
        kept = {name: getattr(room, name) for name in self.base_fields if name != "opens_history"}
        super().__init__(data, initial=kept)
        if room.kind != Room.RoomKind.CLOSED:
            del self.fields["opens_history"]
        if not room.is_named:
            del self.fields["kind"]
            self.fields["name"].required = False


class SeatForm(forms.Form):
    """What one person wants to hear of a room."""

    about = forms.ChoiceField(label=_("Tell me about"), choices=Seat.Notify)
    is_asked = forms.BooleanField(
        label=_("Ask me about progress here"),
        required=False,
        help_text=_("When a sentence of mine looks like a check-in, offer to record it."),
    )


class MuteForm(forms.Form):
    """For how long a room is to be quiet for one person."""

    span = forms.ChoiceField(label=pgettext_lazy("a room", "Mute"), choices=SPANS, required=False)

    def until(self, person: Person) -> datetime | None:
        """Until when. Tomorrow begins at eight, where the person works."""
        now = clock.now()
        tomorrow = now.astimezone(person.zone) + timedelta(days=1)
        spans = {
            "hour": now + timedelta(hours=1),
            "hours": now + timedelta(hours=8),
            "tomorrow": tomorrow.replace(hour=MORNING, minute=0, second=0, microsecond=0),
            "forever": FOREVER,
        }
        return spans.get(self.cleaned_data["span"])
