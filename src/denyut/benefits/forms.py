"""Forms of the ledger."""

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.benefits.models import Classified
from denyut.people.forms.keyed import KeyedForm


class BaselineForm(KeyedForm):
    """The day of adoption."""

    before_on = forms.DateField(
        label=_("Weeks before"),
        help_text=_(
            "The day on which you began to work this way. At least four weeks before it must have data. A frozen baseline stays as it is."
        ),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class CorrectionForm(KeyedForm):
    """What one's own time went into after all."""

    kind = forms.ChoiceField(label=_("What it was"), choices=Classified.Kind.choices)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=1440, required=False)


class EaseForm(KeyedForm):
    """One question, five answers."""

    ease = forms.TypedChoiceField(coerce=int, choices=[(number, str(number)) for number in range(1, 6)])
