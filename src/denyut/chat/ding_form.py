"""The form of an urgent call."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room
from denyut.people.forms.keyed import KeyedForm
from denyut.people.models import Person
from denyut.people.models.person import PersonQuerySet


class DingForm(KeyedForm):
    """Whom to call, with what, why, and when. In a room that is not open only those who sit there can be called."""

    people = forms.ModelMultipleChoiceField(
        label=_("Whom to call"), queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(label=_("What it is about"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(
        label=_("Why it cannot be an ordinary message"),
        max_length=300,
        help_text=_("Everybody can read the reason in the ledger."),
    )
    at = forms.CharField(
        label=_("When"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("now, or for example: Fri 15:00")}),
        help_text=_("Read by the clock of whoever is called."),
    )
    cannot_wait = forms.BooleanField(
        label=_("It cannot wait for the end of quiet hours. This takes two of your calls, and everybody sees it."),
        required=False,
    )

    def __init__(self, *args: Any, viewer: Person, room: Room | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.callable = people_for(viewer, room)
        self.fields["people"].queryset = self.callable  # type: ignore[attr-defined]

    def chosen(self) -> list[Person]:
        """Who is chosen by now: as it was sent, or to begin with."""
        numbers = [int(one) for one in self["people"].value() or () if str(one).isdecimal() and len(str(one)) < 18]
        return list(self.callable.filter(pk__in=numbers).order_by("name"))


def people_for(viewer: Person, room: Room | None) -> PersonQuerySet:
    """Whom the viewer may call: colleagues, of a room that is not open those who sit in it."""
    people = Person.objects.colleagues().exclude(pk=viewer.pk)
    return people.filter(seats__room=room) if room is not None and room.kind != Room.RoomKind.OPEN else people
