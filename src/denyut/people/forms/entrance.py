"""Forms for whoever has no account yet."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.people import setup
from denyut.people.geography import regions, zones
from denyut.people.languages import LANGUAGES


class PasswordField(forms.CharField):
    """A password to choose: not trimmed, and known to password managers as new."""

    def __init__(self) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password", "minlength": "10"})
        super().__init__(
            label=_("Password"),
            strip=False,
            max_length=200,
            widget=widget,
            help_text=_("At least 10 letters, digits or signs."),
        )


class FoundingForm(forms.Form):
    """The workspace and its first administrator."""

    workspace = forms.CharField(label=_("Name of the company"), max_length=120)
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = PasswordField()
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    region = forms.ChoiceField(label=_("Country"), initial="ID")
    zone = forms.ChoiceField(label=_("Time zone"), choices=zones)
    code = forms.CharField(
        label=_("Set-up code"), max_length=40, help_text=_("It stands in the terminal in which Denyut was started.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = regions(get_language() or "en")  # type: ignore[attr-defined]
        if not setup.wanted():
            del self.fields["code"]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not setup.is_right(code):
            raise forms.ValidationError(
                _("That is not the code. Copy it from the terminal in which Denyut was started.")
            )
        return code


class AcceptanceForm(forms.Form):
    """What an invited person still has to say."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = PasswordField()
