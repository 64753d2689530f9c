"""Forms of the ways in and out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room
from denyut.hooks.models import Incoming
from denyut.people.forms.keyed import KeyedForm
from denyut.people.models import Person

LARGEST_FILE = 25_000_000


class IncomingForm(KeyedForm):
    """A program that may speak in a room."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Its messages stand under this name."))
    kind = forms.ChoiceField(
        label=_("It speaks like"),
        choices=Incoming.Format.choices,
        help_text=_("Choose what the program was made for. Plain JSON is for your own scripts."),
    )
    is_signed = forms.BooleanField(
        label=_("Its messages must be signed"),
        required=False,
        help_text=_("For programs that speak like DingTalk's robots."),
    )
    keywords = forms.CharField(
        label=_("One of these words must be in it"), required=False, help_text=_("Separate them with commas.")
    )
    networks = forms.CharField(
        label=_("It calls from"),
        required=False,
        help_text=_("Addresses or networks, separated by commas: 203.0.113.0/24."),
    )

    def clean_keywords(self) -> list[str]:
        return _parts(self.cleaned_data["keywords"])

    def words(self) -> dict[str, Any]:
        """The deed's options: what the form calls keywords is `words` there."""
        return {"words" if name == "keywords" else name: value for name, value in super().words().items()}

    def clean_networks(self) -> list[str]:
        return _parts(self.cleaned_data["networks"])


class IncomingChangeForm(IncomingForm):
    """What can be changed of it later."""

    def __init__(self, *args: Any, hook: Incoming, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({"name": hook.name, "is_signed": hook.is_signed})
        self.initial.update({"keywords": ", ".join(hook.words), "networks": ", ".join(hook.networks)})
        del self.fields["kind"]
        if hook.kind != Incoming.Format.DINGTALK:
            for name in ("is_signed", "keywords", "networks"):
                del self.fields[name]


class MailboxForm(KeyedForm):
    """Which mail a room takes."""

    takes_strangers = forms.BooleanField(
        label=_("Take mail from people without an account too"),
        required=False,
        help_text=_("It stands in the room under their name and address."),
    )
    must_be_verified = forms.BooleanField(
        label=_("Take mail only when it is proven who sent it"),
        required=False,
        help_text=_("Your mail server has to check SPF, DKIM or DMARC."),
    )


class LettersForm(KeyedForm):
    """A file of letters."""

    file = forms.FileField(
        label=_("File"), widget=forms.FileInput(attrs={"accept": ".eml,.mbox,message/rfc822,application/mbox"})
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file has more than 25 MB. Split it."), code="too_large")
        return given


class OutgoingForm(KeyedForm):
    """Where news go, and which."""

    name = forms.CharField(label=_("Name"), max_length=80)
    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        widget=forms.URLInput(attrs={"dir": "ltr", "placeholder": "https://example.com/hook"}),
        help_text=_("A public address that begins with https."),
    )
    room = forms.ModelChoiceField(
        label=_("Room"),
        queryset=Room.objects.none(),
        required=False,
        empty_label=_("No room"),
        help_text=_("With a room, what is said in it goes there as well."),
    )
    verbs = forms.MultipleChoiceField(
        label=_("What happens"), error_messages={"required": _("Choose at least one thing that happens.")}
    )
    is_active = forms.BooleanField(label=_("Switched on"), required=False, initial=True)

    def __init__(self, *args: Any, viewer: Person, verbs: list[str], is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms: Any = self.fields["room"]
        rooms.queryset = Room.objects.visible_to(viewer).exclude(kind=Room.RoomKind.DIRECT)
        choices: Any = self.fields["verbs"]
        choices.choices = [(verb, verb) for verb in verbs]
        if is_new:
            del self.fields["is_active"]


class ReplayForm(KeyedForm):
    """Since when what failed is sent again."""

    since = forms.DateTimeField(label=_("Since"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
