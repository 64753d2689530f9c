"""A form that was overtaken: what was saved meanwhile is shown beside what was typed, and neither is lost."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from denyut.lib.numbers import format_number


def show_both(form: forms.Form, now: Mapping[str, Any]) -> None:
    """Say at each field what stands there now, where it differs from what was typed; `now` are the stored values by field."""
    for name, stored in now.items():
        if name in form.fields and _is_told(form, name, stored) and _plain(_typed(form, name)) != _plain(stored):
            form.add_error(name, _("Saved meanwhile: %(value)s") % {"value": _shown(form, name, stored)})


def _is_told(form: forms.Form, name: str, stored: Any) -> bool:
    """Whether the form asked for a field, and whoever fills it in may read what stands there."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField) and isinstance(stored, Model):
        return form.add_prefix(name) in form.data and bool(field.queryset and field.queryset.contains(stored))
    return isinstance(field, forms.BooleanField) or form.add_prefix(name) in form.data


def _typed(form: forms.Form, name: str) -> Any:
    return form.fields[name].clean(form[name].data)


def _plain(value: Any) -> Any:
    return None if value == "" else value


def _shown(form: forms.Form, name: str, stored: Any) -> str:
    choices = getattr(form.fields[name], "choices", None)
    if isinstance(stored, bool):
        return _("Yes") if stored else _("No")
    if choices is not None and isinstance(stored, str | int):
        return str(dict(choices).get(stored, stored))
    if stored is None or stored == "":
        return "–"
    if isinstance(stored, Decimal):
        return format_number(stored.normalize(), get_language() or "en")
    return date_format(stored, "DATE_FORMAT") if hasattr(stored, "isoformat") else str(stored)
