"""What is wrong with a request's words, said to people: each fault of validation as a sentence."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

type Fault = dict[str, str]

MISSING = _("This field is required.")
NUMBER = _("Enter a number.")
WHOLE = _("Enter a whole number.")
TOO_LARGE = _("That number is too large.")
DAY = _("Write a date like 2026-12-31.")
MOMENT = _("Write a moment with its offset, like 2026-12-31T17:00:00+07:00.")
OTHERWISE = _("This value makes no sense here.")
SENTENCES = {
    "missing": MISSING,
    "extra_forbidden": _("There is no field of this name here."),
    "string_type": _("Write this as text."),
    "string_unicode": _("This text holds characters that can't be kept."),
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "bool_type": _("Write true or false."),
    "decimal_type": NUMBER,
    "decimal_parsing": NUMBER,
    "finite_number": NUMBER,
    "decimal_whole_digits": TOO_LARGE,
    "date_type": DAY,
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
    "datetime_type": MOMENT,
    "datetime_parsing": MOMENT,
    "datetime_from_date_parsing": MOMENT,
    "timezone_aware": MOMENT,
    "literal_error": _("Choose one of these: %(expected)s."),
    "greater_than_equal": _("The smallest value here is %(ge)s."),
    "less_than_equal": _("The largest value here is %(le)s."),
    "string_too_long": _("Up to %(max_length)s letters fit here."),
    "list_type": _("Write this as a list."),
    "model_type": _("Send a JSON object."),
}


def fault_of(error: Mapping[str, Any]) -> Fault:
    """A validation error as a fault: a `detail`, a stable `code`, and a `pointer` into the body or a `parameter`."""
    where, *path = [str(step) for step in error["loc"]]
    sentence = str(SENTENCES.get(error["type"], OTHERWISE)) % error.get("ctx", {})
    place = {"pointer": pointer(*path[1:])} if where == "body" else {"parameter": path[-1] if path else where}
    return {"detail": sentence, "code": error["type"], **place}


def pointer(*path: str) -> str:
    """A JSON pointer into the request's body, as a fragment: "#/people/0"."""
    return "#" + "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in path)
