"""/rooms and what is said in them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Status
from ninja.params.functions import Body, Path

from denyut.chat.actions import change_room, open_room, say
from denyut.chat.door import Beside, Reply, receive
from denyut.chat.models import Line, Room
from denyut.gateway import shapes
from denyut.gateway.auth import caller_of, via_rest
from denyut.gateway.bodies import arguments_of, body_of, parameters_of
from denyut.gateway.description import about_writing
from denyut.gateway.message_shapes import Message
from denyut.gateway.operations import offer_deed, offer_list, offer_one, signed
from denyut.gateway.resource import Resource
from denyut.gateway.values import Reference
from denyut.people.models import Person


def visible(caller: Person) -> QuerySet[Room]:
    """Open rooms, and the closed ones in which the caller sits."""
    return Room.objects.visible_to(caller)


def visible_lines(caller: Person) -> QuerySet[Line]:
    """What was said in the rooms that the caller finds."""
    return Line.objects.visible_to(caller).select_related("pin").prefetch_related("reactions")


ROOMS = Resource("rooms", shapes.Room, visible)
MESSAGES = Resource(
    "messages", Message, visible_lines, parent=ROOMS, below="room", filters={"thread": (Reference, "thread")}
)
router = Router()
offer_list(router, ROOMS)
offer_one(router, ROOMS)
offer_deed(router, "POST", "/rooms", open_room, answers=ROOMS, status=201, example={"name": "Care", "people": [3, 4]})
offer_deed(
    router,
    "PATCH",
    "/rooms/{int:id}",
    change_room,
    answers=ROOMS,
    subject=ROOMS,
    is_partial=True,
    example={"purpose": "Daily care"},
)
offer_list(router, MESSAGES)


def post_message(request: HttpRequest, body: Any, id: int) -> Status[Any]:
    """Say something in a room, or give a command: a text that begins with a slash. Write "//" to say such a text."""
    caller = caller_of(request)
    room, given = ROOMS.found(caller, id), arguments_of(body, SAYING, caller)
    text = given.pop("text", "")
    reply = receive(caller, room, text, key=via_rest(request).key, surface="rest", beside=Beside(**given))
    return Status(200 if reply.help else 201, _told(reply))


def _told(reply: Reply) -> dict[str, Any]:
    made = reply.made and {"kind": reply.made._meta.label_lower, "id": reply.made.pk}
    explained = [{"usage": h.usage, "about": str(h.about), "example": h.example} for h in reply.help]
    return {"message": reply.line, "made": made, "help": explained}


SAYING = parameters_of(say, bound=1)
SAID = body_of("SayBody", SAYING, is_partial=False, example={"text": "/checkin KR-12 18 the queue is flowing"})
signed(post_message, response=None, body=(SAID, Body(...)), id=(int, Path(...)))
router.post(
    MESSAGES.path, response={201: shapes.Reply, 200: shapes.Reply}, operation_id="say", summary="Say", **about_writing()
)(post_message)
