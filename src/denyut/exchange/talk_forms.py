"""Forms for bringing in another program's chat: the file and the room, then what it means."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.chat.models import Room, Seat
from denyut.exchange.bringing import TalkWishes
from denyut.exchange.talk_people import unknown_addresses
from denyut.exchange.talks.told import Talk
from denyut.people.models import Person, Role

MAX_BYTES = 50 * 1024 * 1024
KINDS = ".txt,.zip,.jsonl,.json"
ORDERS = [
    ("dmy", gettext_lazy("day, month, year")),
    ("mdy", gettext_lazy("month, day, year")),
    ("ymd", gettext_lazy("year, month, day")),
]


class TalkForm(forms.Form):
    """A file, and the room into which it goes."""

    file = forms.FileField(label=gettext_lazy("File"), widget=forms.FileInput(attrs={"accept": KINDS}))
    room = forms.ModelChoiceField(
        Room.objects.none(),
        label=gettext_lazy("Room"),
        required=False,
        empty_label=gettext_lazy("A new room, by invitation"),
        help_text=gettext_lazy(
            "What is brought in stands below what is there already: a new room keeps the order of days."
        ),
    )

    def __init__(self, viewer: Person, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["room"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rooms_for(viewer)

    def clean_file(self) -> Any:
        """The file, unless it is too big."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            reason = _("The file is larger than 50 MB. Export it without media, or use ./denyut import-talk.")
            raise forms.ValidationError(reason)
        return file


def rooms_for(viewer: Person) -> Any:
    """The rooms into which a person may bring a chat, by name, as the rule has it."""
    found = Room.objects.visible_to(viewer).filter(archived_at=None).exclude(kind=Room.RoomKind.DIRECT)
    if not viewer.is_administrator:
        seated = found.filter(pk__in=Seat.objects.filter(person=viewer).values("room"))
        found = seated if viewer.role == Role.MANAGER else seated.filter(kind=Room.RoomKind.GROUP)
    return found.order_by("name")


class TalkWishesForm(forms.Form):
    """Which conversation, how its days are written, and what a new room is called."""

    conversation = forms.ChoiceField(label=gettext_lazy("Conversation"))
    order = forms.ChoiceField(label=gettext_lazy("Days are written"), choices=ORDERS)
    room_name = forms.CharField(label=gettext_lazy("Name of the new room"), max_length=80)

    def __init__(self, talk: Talk, data: Mapping[str, Any] | None = None, *, has_room: bool) -> None:
        first = talk.conversation("")
        name = first.name if first else ""
        super().__init__(data, initial={"order": talk.order, "conversation": name, "room_name": name[:80]})
        choice = self.fields["conversation"]
        if len(talk.conversations) < 2:
            del self.fields["conversation"]
        elif isinstance(choice, forms.ChoiceField):
            rows = sorted(talk.conversations, key=lambda one: -len(one.said))
            choice.choices = [(one.name, f"{one.name} ({len(one.said)})") for one in rows]
        if talk.order is None:
            del self.fields["order"]
        if has_room:
            del self.fields["room_name"]


def people_in(data: Mapping[str, Any]) -> dict[str, str]:
    """Who is which colleague, as the page says it: an address by the key of each author. Raises ValidationError for an unknown address."""
    chosen = {
        str(data[f"author-{number}"]): str(data[name]).strip()
        for name in data
        if name.startswith("person-") and f"author-{(number := name.removeprefix('person-'))}" in data
    }
    unknown = unknown_addresses(chosen)
    if unknown:
        reason = _("Nobody here has the address “%(email)s”. Choose somebody from the list, or leave it empty.")
        raise forms.ValidationError(reason % {"email": unknown[0]}, code="unknown")
    return chosen


def wishes_of(form: TalkWishesForm, people: dict[str, str] | None) -> TalkWishes:
    """The decisions of a page; those of a file that is only looked at are the usual ones."""
    if not form.is_bound or not form.is_valid():
        return TalkWishes(people=people)
    said = form.cleaned_data
    return TalkWishes(conversation=said.get("conversation", ""), order=said.get("order") or None, people=people)
