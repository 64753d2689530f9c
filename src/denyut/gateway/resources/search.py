"""/search: everything that holds the words, as far as the caller sees it."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from denyut.gateway.auth import caller_of
from denyut.gateway.description import about_reading
from denyut.gateway.values import LARGEST_ID
from denyut.search.finding import results
from denyut.search.views import catch_up, question_of

router = Router()


class Result(Schema):
    """Something that was found. `kind` and `id` name it as its own resource does; `url` is its page."""

    kind: str
    id: int
    title: str
    text: str
    url: str
    person: int | None
    at: datetime | None


class Results(Schema):
    """A page of results, newest first. `then` is what to give as `below` for the next one, null at the end."""

    items: list[Result]
    then: int | None = Field(description="The place where the next page starts.")


@router.get("/search", response=Results, operation_id="search", summary="Search", **about_reading(has_id=False))
def search(
    request: HttpRequest,
    q: str,
    below: Annotated[int | None, Field(ge=1, le=LARGEST_ID)] = None,
    kind: str = "",
    room: str = "",
) -> Results:
    """Up to twenty things that hold all words of `q`, newest first.

    `kind` is message, file, objective, key_result, task or person; `room` a room's number; `q` may hold from:, after: and before:.
    """
    caller = caller_of(request)
    catch_up()
    page = results(caller, question_of(caller, request), below=below)
    items = [
        Result(
            kind=one.kind,
            id=one.number,
            title=one.hit.title,
            text=one.hit.text,
            url=one.hit.url,
            person=one.hit.face.id if one.hit.face else None,
            at=one.hit.at,
        )
        for one in page.found
    ]
    return Results(items=items, then=page.then)
