"""Numbers as people write them in their language."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from denyut.lib.numbers import NotANumber, example_number, format_number, parse_number

BETWEEN = re.compile(r"[\s;]+")


class NumberField(forms.Field):
    """A number, kept exactly."""

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value).strip() if value is not None else ""
        return number_of(text) if text else None

    def prepare_value(self, value: Any) -> str:
        return format_number(value.normalize(), get_language() or "en") if isinstance(value, Decimal) else value or ""


class NumbersField(forms.Field):
    """Many numbers, with spaces, semicolons or new lines between them."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[Decimal]:
        return [number_of(word) for word in BETWEEN.split(str(value or "").strip()) if word]


def number_of(text: str) -> Decimal:
    """The number that a person wrote. Raises ValidationError with an example of how to write one."""
    language = get_language() or "en"
    try:
        return parse_number(text, language)
    except NotANumber as error:
        reason = _("“%(word)s” is not a number. Write digits, for example %(example)s.")
        raise forms.ValidationError(reason % {"word": text[:40], "example": example_number(language)}) from error
