"""The form of acting upon a warning."""

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.foresight.models import Intervention
from denyut.people.forms.choices import PersonField
from denyut.people.forms.keyed import KeyedForm
from denyut.people.requests import new_key


class ActForm(KeyedForm):
    """What somebody does about a warning, with a sentence where they want to."""

    # One tap in a list has no key of its own, but the one that the list gives it.
    key = forms.CharField(widget=forms.HiddenInput, initial=new_key, max_length=200, required=False)
    kind = forms.ChoiceField(choices=Intervention.InterventionKind.choices)
    note = forms.CharField(label=_("In a sentence, if you like"), max_length=500, required=False)
    with_person = PersonField(label=_("Who joins?"))
