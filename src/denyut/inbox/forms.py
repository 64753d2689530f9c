"""The form of one's wishes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.inbox.kinds import ALL, Kind
from denyut.inbox.models import How
from denyut.people.forms.keyed import KeyedForm

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class WishesForm(KeyedForm):
    """A way for each kind of notice, and the hour of the daily letter."""

    digest_hour = forms.TypedChoiceField(label=_("The daily e-mail comes at"), choices=HOURS, coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in ALL:
            self.fields[kind.name] = forms.ChoiceField(
                label=str(kind.title), choices=_ways(kind), help_text=str(kind.about)
            )

    def chosen(self) -> Iterable[tuple[str, str]]:
        """Each kind with the way that was chosen for it."""
        return [(kind.name, self.cleaned_data[kind.name]) for kind in ALL]


def _ways(kind: Kind) -> list[tuple[str, Any]]:
    return [(how.value, how.label) for how in How if not (kind.is_urgent and how == How.NOTHING)]
