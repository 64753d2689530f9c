"""/events: everything that happened, in its one order."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from denyut.gateway import shapes
from denyut.gateway.auth import caller_of
from denyut.gateway.description import about_reading
from denyut.gateway.operations import page_shape
from denyut.gateway.paging import AT_MOST, USUAL, cursor_at, link_to, position_of
from denyut.gateway.resource import Resource
from denyut.gateway.sight import open_places, visible_events
from denyut.gateway.values import LARGEST_ID
from denyut.people.models import Person
from denyut.spine.events import head
from denyut.spine.models import Event, words_of

# A page looks at so many events at most, so that somebody who sees few of them does not read the whole log at once.
WINDOW = 5000
EVENTS = Resource("events", shapes.Event, lambda caller: visible_events(caller).select_related("words"))
router = Router()


@router.get(
    "/events",
    response=page_shape(shapes.Event),
    operation_id="list_events",
    summary="List events",
    **about_reading(has_id=False),
)
def list_events(
    request: HttpRequest,
    response: HttpResponse,
    after: Annotated[int, Field(ge=0, le=LARGEST_ID, description="Only events with a larger id than this.")] = 0,
    limit: Annotated[int, Field(ge=1, le=AT_MOST, description="How many at most.")] = USUAL,
    cursor: Annotated[
        str | None, Field(max_length=11, description="The `next` of the page before, instead of `after`.")
    ] = None,
) -> dict[str, Any]:
    """What happened after a place in the sequence, as far as you may see it, oldest first.

    A page may be empty while `next` is not null: go on. At the end `next` is null: ask again later, with the last id as
    `after`.
    """
    caller, start = caller_of(request), after if cursor is None else position_of(cursor)
    last = head()
    end = min(_before_next(start) + WINDOW, last)
    found = list(EVENTS.visible(caller).filter(pk__gt=start, pk__lte=end).order_by("pk")[: limit + 1])
    page = found[:limit]
    position = page[-1].pk if len(found) > limit else end
    onward = cursor_at(position) if len(found) > limit or end < last else None
    if onward:
        response["Link"] = link_to(request, onward)
    return {"items": told(page, caller), "next": onward}


@router.get(
    "/events/{int:id}",
    response=shapes.Event,
    operation_id="get_events",
    summary="Get one of the events",
    **about_reading(has_id=True),
)
def one_event(request: HttpRequest, id: int) -> dict[str, Any]:
    """One event."""
    caller = caller_of(request)
    return told([EVENTS.found(caller, id)], caller)[0]


def _before_next(start: int) -> int:
    """Where a page begins to look: a gap in the numbers, as undone work leaves them, takes nothing from its window."""
    following = Event.objects.filter(pk__gt=start).order_by("pk").values_list("pk", flat=True).first()
    return start if following is None else following - 1


def told(events: list[Event], viewer: Person) -> list[dict[str, Any]]:
    """Events as they are answered: without places the viewer does not find, and without the log's own marks."""
    places = open_places(events, viewer)
    return [_told(event, event.place if event.place in places else "") for event in events]


def _told(event: Event, place: str) -> dict[str, Any]:
    facts = {name: fact for name, fact in event.facts.items() if not name.startswith("_")}
    return {
        **{f.attname: getattr(event, f.attname) for f in event._meta.concrete_fields},
        "facts": facts,
        "place": place,
        "text": words_of(event),
    }
