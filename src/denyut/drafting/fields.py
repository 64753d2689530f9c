"""The fields of a drafted goal, each in plain text: what a page keeps, sends back and compares."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.okr.models import KINDS, KeyResult, Objective
from denyut.okr.progress import Kind
from denyut.people.models import Person
from denyut.spine.access import Invalid

# A range needs a second bound, which a key result's own page asks for.
OFFERED_KINDS = [(kind, label) for kind, label in KINDS if kind != Kind.RANGE]


class Sort(StrEnum):
    """What a field holds: a line or a text, which two people may change at once, or a value, which is one or the other."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    KIND = "kind"
    PERSON = "person"

    @property
    def is_text(self) -> bool:
        return self in (Sort.LINE, Sort.TEXT)


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its name in the deeds of goals."""

    name: str
    label: str | Promise
    sort: Sort = Sort.LINE


OBJECTIVE = {
    field.name: field
    for field in (
        Field("title", gettext_lazy("Objective")),
        Field("owner", gettext_lazy("Owner"), Sort.PERSON),
        Field("description", gettext_lazy("Why it matters"), Sort.TEXT),
    )
}
KEY_RESULT = {
    field.name: field
    for field in (
        Field("title", gettext_lazy("Key result")),
        Field("owner", gettext_lazy("Owner"), Sort.PERSON),
        Field("kind", gettext_lazy("Measured as"), Sort.KIND),
        Field("baseline", gettext_lazy("Start"), Sort.NUMBER),
        Field("target", gettext_lazy("Target"), Sort.NUMBER),
        Field("unit", gettext_lazy("Unit")),
    )
}


def fields_of(goal: Objective | KeyResult) -> dict[str, Field]:
    """The fields of a goal of this sort, by name, in their order on the page."""
    return OBJECTIVE if isinstance(goal, Objective) else KEY_RESULT


def field_named(goal: Objective | KeyResult, name: str) -> Field:
    """The field of this name. Raises Invalid when the goal has none."""
    fields = fields_of(goal)
    if name not in fields:
        reason = _("“%(word)s” is not among the choices: %(known)s.")
        raise Invalid(reason % {"word": name[:40], "known": ", ".join(fields)}, code="not_a_choice", field="field")
    return fields[name]


def plain(goal: Objective | KeyResult, field: Field) -> str:
    """What stands in a field now: words as they are, a number as digits, a person as their id."""
    value = getattr(goal, f"{field.name}_id" if field.sort is Sort.PERSON else field.name)
    return digits(value) if isinstance(value, Decimal) else str(value)


def digits(value: Decimal) -> str:
    """A number without exponent and without zeros at the end."""
    return format(value.normalize() if value else Decimal(0), "f")


def tidied(field: Field, text: str) -> str:
    """A text as the deeds of goals would keep it, so that it can be compared with what is kept."""
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if field.sort is Sort.NUMBER:
        return digits(_number(text, field)) if text else ""
    return text if field.sort is Sort.TEXT else " ".join(text.split())


def meant(field: Field, text: str) -> Any:
    """What a deed takes for a plain text. Raises Invalid for a number or a person that is none."""
    if field.sort is Sort.NUMBER:
        return _number(text, field)
    if field.sort is Sort.PERSON:
        person = colleague(text)
        if person is None:
            raise Invalid(_("Choose a colleague whose account is open."), code="no_such_person", field=field.name)
        return person
    return text


def colleague(text: str) -> Person | None:
    """The colleague whose id this is."""
    is_id = text.isascii() and text.isdecimal() and len(text) < 19
    return Person.objects.colleagues().filter(pk=int(text)).first() if is_id else None


def _number(text: str, field: Field) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise Invalid(_("That is not a number. Write digits."), code="not_a_number", field=field.name) from error
