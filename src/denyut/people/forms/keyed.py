"""A form that can be sent twice and counts once."""

from typing import Any
from uuid import uuid4

from django import forms

from denyut.spine.events import Via


class KeyedForm(forms.Form):
    """A form that carries its own idempotency key, made when the page is drawn."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def via(self) -> Via:
        """The web door with this form's key, for `deed.via`."""
        return Via("web", str(self.cleaned_data["key"]))

    def words(self) -> dict[str, Any]:
        """The clean values by name, without the key: a deed's options."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}
