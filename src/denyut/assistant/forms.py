"""Forms of the assistant."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.assistant.models import TakeawayKind
from denyut.okr.models import KeyResult

LETTERS = 1000


class TakeawayForm(forms.Form):
    """What is kept, and for which key result."""

    key_result = forms.TypedChoiceField(label=_("For which key result"), coerce=int, empty_value=None, required=False)
    text = forms.CharField(
        label=_("What should be kept"), max_length=LETTERS, widget=forms.Textarea(attrs={"rows": 3, "autofocus": True})
    )

    def __init__(self, *args: Any, goals: list[KeyResult], is_free: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        none = [("", _("The room alone"))] if is_free else []
        field = self.fields["key_result"]
        field.choices = [*none, *((one.pk, f"{one.label} · {one.title}") for one in goals)]  # type: ignore[attr-defined]
        field.required = not is_free


class BringForm(forms.Form):
    """What somebody brings to a key result on its page."""

    kind = forms.ChoiceField(
        label=_("What do you bring?"),
        choices=TakeawayKind.choices,
        widget=forms.RadioSelect,
        initial=TakeawayKind.HELP,
    )
    text = forms.CharField(label=_("In your words"), max_length=LETTERS, widget=forms.Textarea(attrs={"rows": 3}))


class SettleForm(forms.Form):
    """The answer to what was brought."""

    resolution = forms.CharField(
        label=_("In a sentence"), max_length=LETTERS, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
