"""A form that can be sent twice and counts once."""

from typing import Any

from django import forms

from denyut.people.requests import new_key


class KeyedForm(forms.Form):
    """A form that carries its own idempotency key, made when the page is drawn and read by `requests.via_web`."""

    key = forms.CharField(widget=forms.HiddenInput, initial=new_key, max_length=200)

    def words(self) -> dict[str, Any]:
        """The clean values by name, without the key: a deed's options."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}
