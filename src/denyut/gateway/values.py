"""The plain values of JSON, read strictly and written exactly."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Discriminator,
    Field,
    PlainSerializer,
    StrictInt,
    Tag,
)
from pydantic_core import PydanticCustomError

LARGEST_ID = 2**63 - 1
DIGITS = 40


def _written_as(kind: str) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if not isinstance(value, str):
            raise PydanticCustomError(f"{kind}_type", "written as text")
        return value

    return check


def _storable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise PydanticCustomError("string_unicode", "half a character") from error
    if "\x00" in text:
        raise PydanticCustomError("string_unicode", "a null character")
    return text


def _in_reach(value: Decimal) -> Decimal:
    # Beyond this the arithmetic of decimals itself overflows, before any rule could look at the value.
    if value and abs(value.adjusted()) > DIGITS:
        raise PydanticCustomError("decimal_whole_digits", "too many digits")
    return value


def _in_calendar(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise PydanticCustomError("datetime_parsing", "outside the calendar") from error


def _on_any_clock(moment: time) -> time:
    # A zone would be a second answer to whose clock it is.
    if moment.tzinfo is not None:
        raise PydanticCustomError("time_parsing", "a time without a zone")
    return moment


def plain(value: Decimal) -> str:
    """A decimal as digits, without exponent and without zeros at the end: "18", "0.5", "-1250000"."""
    return format(value.normalize() if value else Decimal(0), "f")


Id = Annotated[StrictInt, Field(ge=1, le=LARGEST_ID, description="The id of something that you may see.")]
Reference = Annotated[int, Field(le=LARGEST_ID)]
Number = Annotated[Decimal, PlainSerializer(plain, return_type=str)]
Amount = Annotated[
    Decimal, AfterValidator(_in_reach), Field(description="A number, exact: a JSON number, or its digits as a string.")
]
# Which of the two it is shows before it is read, so that a refusal names one fault and not one of each kind.
Amounts = Annotated[
    Annotated[Amount, Tag("number")] | Annotated[list[Amount], Tag("numbers")],
    Discriminator(lambda value: "numbers" if isinstance(value, list) else "number"),
]
Text = Annotated[str, AfterValidator(_storable)]
Day = Annotated[date, BeforeValidator(_written_as("date"))]
ClockTime = Annotated[time, BeforeValidator(_written_as("time")), AfterValidator(_on_any_clock)]
Moment = Annotated[AwareDatetime, BeforeValidator(_written_as("datetime")), AfterValidator(_in_calendar)]
