"""Paging: lists in the order of their ids, a page at a time. A cursor says where the next page begins."""

from typing import Any, Literal

from django.core.signing import b62_decode, b62_encode
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field

from denyut.spine.access import Invalid

AT_MOST = 200
USUAL = 50


class Paging(BaseModel):
    """How much of a list to answer, and from where on."""

    limit: int = Field(USUAL, ge=1, le=AT_MOST, description="How many at most.")
    cursor: str | None = Field(None, max_length=11, description="The `next` of the page before.")
    order: Literal["oldest", "newest"] = Field("oldest", description="What comes first.")


def page_of[M: Model](rows: QuerySet[M], asked: Paging) -> tuple[list[M], str | None]:
    """One page and the cursor of the next, None when there is none. One query. Raises Invalid for a strange cursor."""
    is_newest_first = asked.order == "newest"
    if asked.cursor is not None:
        start = position_of(asked.cursor)
        rows = rows.filter(pk__lt=start) if is_newest_first else rows.filter(pk__gt=start)
    found = list(rows.order_by("-pk" if is_newest_first else "pk")[: asked.limit + 1])
    page = found[: asked.limit]
    return page, cursor_at(page[-1].pk) if len(found) > asked.limit else None


def cursor_at(position: int) -> str:
    """The cursor that goes on after this id."""
    return b62_encode(position)


def position_of(cursor: str) -> int:
    """The id after which a cursor goes on. Raises Invalid for one that was not made here."""
    try:
        return b62_decode(cursor)
    except ValueError as error:
        raise Invalid(
            _("This cursor was not made here. Start again without one."), code="cursor", field="cursor"
        ) from error


def link_to(request: HttpRequest, cursor: str) -> str:
    """The Link header that leads to the next page."""
    query: Any = request.GET.copy()
    query["cursor"] = cursor
    return f'<{request.build_absolute_uri(request.path)}?{query.urlencode()}>; rel="next"'
