"""Forms of the chat."""

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room


class RoomForm(forms.Form):
    """A room's name, what it is for, and who finds it."""

    name = forms.CharField(label=_("Name"), max_length=80)
    purpose = forms.CharField(label=_("What it is for"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Who finds it"), choices=Room.RoomKind.choices, initial=Room.RoomKind.OPEN)

    def words(self) -> dict[str, str]:
        """What may be changed later: who finds a room stays as it was."""
        return {"name": self.cleaned_data["name"], "purpose": self.cleaned_data["purpose"]}
