"""Forms about absences."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.people.forms.choices import PersonField
from denyut.people.forms.keyed import KeyedForm
from denyut.people.models import Absence, Person


class AbsenceForm(KeyedForm):
    """From when to when somebody is away, why, and who stands in."""

    first_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date", "autofocus": True}, format="%Y-%m-%d")
    )
    last_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Absence.Kind.choices)
    stand_in = PersonField(label=_("Stand-in"), help_text=_("Whom colleagues ask meanwhile."))
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_("Kind and note are seen by the person, their managers and administrators only."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand_in"].queryset = Person.objects.colleagues().exclude(pk=person.pk)  # type: ignore[attr-defined]
