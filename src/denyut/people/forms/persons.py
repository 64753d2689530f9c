"""Forms about people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.people.forms.choices import DepartmentField, PersonField, SiteField
from denyut.people.forms.keyed import KeyedForm
from denyut.people.languages import LANGUAGES
from denyut.people.models import Person, Role


class InvitationForm(KeyedForm):
    """Whom to invite, and as what. A manager may only invite members, so there is no role to choose."""

    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "off"})
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    department = DepartmentField(label=_("Department"), empty_label=_("No department"))
    site = SiteField()
    language = forms.ChoiceField(label=_("Language of the letter"), choices=LANGUAGES)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.MEMBER)

    def __init__(self, *args: Any, inviter: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not inviter.is_administrator:
            del self.fields["role"]


class ProfileForm(KeyedForm):
    """What a person says about themselves."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)


class OwnProfileForm(ProfileForm):
    """What a person alone decides about themselves stands here as well."""

    shows_presence = forms.BooleanField(
        label=_("Show colleagues where I am"),
        required=False,
        help_text=_("On pages that several people edit at once, they see your name and the field you are in."),
    )
    quiet_from = forms.TimeField(label=_("Quiet from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    quiet_to = forms.TimeField(
        label=_("Quiet until"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_(
            "Between these hours, on days off and while you are away, letters and urgent calls wait for you. "
            "The same hour twice means never."
        ),
    )


class PlaceForm(KeyedForm):
    """Where a person belongs."""

    department = DepartmentField(label=_("Department"), empty_label=_("No department"))
    site = SiteField()
    manager = PersonField(label=_("Reports to"))


class RoleForm(KeyedForm):
    """What a person is trusted with."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)


class TokenForm(KeyedForm):
    """What a token is for."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What will use it, for example “Spreadsheet sync”.")
    )
