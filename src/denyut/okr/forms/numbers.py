"""Numbers in forms, as people write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from denyut.lib.numbers import NotANumber, example_number, format_number, parse_number


class NumberField(forms.Field):
    """A number as people write it in their language, kept exactly."""

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value).strip() if value is not None else ""
        if not text:
            return None
        language = get_language() or "en"
        try:
            return parse_number(text, language)
        except NotANumber as error:
            reason = _("“%(word)s” is not a number. Write digits, for example %(example)s.")
            raise forms.ValidationError(reason % {"word": text[:40], "example": example_number(language)}) from error

    def prepare_value(self, value: Any) -> str:
        return format_number(value.normalize(), get_language() or "en") if isinstance(value, Decimal) else value or ""
