"""One row as a check-in."""

from datetime import date, datetime
from decimal import Decimal

from denyut.exchange.book import Book
from denyut.exchange.drafts import CheckInDraft, short_key, short_title
from denyut.exchange.problems import RowRefused
from denyut.exchange.rows import Row
from denyut.exchange.words import ZONES, plain


def take(row: Row, book: Book) -> None:
    """A check-in. Raises RowRefused when it names no key result, date or value."""
    kr_key, kr_title = row.text("key_result_key"), row.line("key_result_title")
    if not kr_key and not kr_title:
        raise RowRefused("no_key_result")
    at = moment_of(row)
    value, is_percent = value_of(row)
    own_key = row.text("key")
    book.keep_check_in(
        CheckInDraft(
            key=short_key(own_key or f"{kr_key or plain(kr_title)} / {at.isoformat()}"),
            has_own_key=bool(own_key),
            at=at,
            value=value,
            is_percent=is_percent,
            key_result_key=short_key(kr_key),
            key_result_title=short_title(kr_title),
            goal_title=row.line("objective_title"),
            confidence=row.confidence(),
            status=row.status("status"),
            note=row.text("note"),
            author=row.somebody("author"),
            row_number=row.number,
        )
    )


def moment_of(row: Row) -> datetime | date:
    """When it was said. Raises RowRefused when nothing says so."""
    at = row.moment("date")
    if at is None:
        raise RowRefused("no_date")
    return at


def value_of(row: Row) -> tuple[Decimal, bool]:
    """The value, and whether it is a way gone in percent: a zone or a progress, where there is no value of its own."""
    quantity = row.quantity("value")
    if quantity is not None:
        return quantity.value, False
    zone = row.line("zone")
    if zone:
        return way_of(zone), True
    progress = row.percent("progress")
    if progress is None:
        raise RowRefused("no_value")
    return progress, True


def way_of(zone: str) -> Decimal:
    """An ordinal zone in percent. Raises RowRefused when it is none of the four."""
    way = ZONES.get(plain(zone))
    if way is None:
        raise RowRefused("not_a_zone", text=zone[:80])
    return way


def finish(book: Book) -> None:
    """Nothing waits."""
