"""A form that was overtaken: what was saved meanwhile is shown beside what was typed, and neither is lost."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from denyut.lib.numbers import format_number


def show_both(form: forms.Form, now: Mapping[str, Any]) -> None:
    """Say at each field what stands there now, where it differs from what was typed; `now` are the stored values by field."""
    for name, stored in now.items():
        if name in form.fields and form.cleaned_data.get(name, form.fields[name].initial) != stored:
            form.add_error(name, _("Saved meanwhile: %(value)s") % {"value": _shown(form, name, stored)})


def _shown(form: forms.Form, name: str, stored: Any) -> str:
    if stored is None or stored == "":
        return "–"
    choices = getattr(form.fields[name], "choices", None)
    if choices is not None and isinstance(stored, str):
        return str(dict(choices).get(stored, stored))
    numbers = hasattr(stored, "normalize")
    return format_number(stored.normalize(), get_language() or "en") if numbers else str(stored)
