"""/messages: what can be done with something that was said, wherever it was said."""

from django.db.models import QuerySet
from ninja import Router

from denyut.chat.actions import (
    edit_line,
    forward_line,
    mark_unread,
    move_line,
    pin_line,
    react,
    recall_line,
    unpin_line,
)
from denyut.chat.models import Line, Wording
from denyut.gateway.message_shapes import Message
from denyut.gateway.message_shapes import Wording as WordingShape
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.people.models import Person


def visible(caller: Person) -> QuerySet[Line]:
    """What was said in the rooms that the caller finds, with all that its shape reads."""
    return Line.objects.visible_to(caller).select_related("pin", "room").prefetch_related("reactions")


def visible_wordings(caller: Person) -> QuerySet[Wording]:
    """Earlier words of what the caller finds."""
    return Wording.objects.filter(line__in=Line.objects.visible_to(caller))


MESSAGES = Resource("messages", Message, visible)
WORDINGS = Resource("wordings", WordingShape, visible_wordings, parent=MESSAGES, below="line")
router = Router()
offer_one(router, MESSAGES)
offer_list(router, WORDINGS)
offer_deed(
    router,
    "PATCH",
    "/messages/{int:id}",
    edit_line,
    answers=MESSAGES,
    subject=MESSAGES,
    example={"text": "The queue is **flowing**, thanks to @Bo Santoso"},
)
offer_deed(router, "POST", "/messages/{int:id}/recall", recall_line, answers=MESSAGES, subject=MESSAGES)
offer_deed(
    router,
    "POST",
    "/messages/{int:id}/reactions",
    react,
    answers=MESSAGES,
    subject=MESSAGES,
    example={"emoji": "👍", "is_wanted": True},
)
offer_deed(router, "POST", "/messages/{int:id}/pin", pin_line, answers=MESSAGES, subject=MESSAGES)
offer_deed(router, "DELETE", "/messages/{int:id}/pin", unpin_line, answers=MESSAGES, subject=MESSAGES)
offer_deed(router, "POST", "/messages/{int:id}/unread", mark_unread, answers=MESSAGES, subject=MESSAGES)
offer_deed(
    router,
    "POST",
    "/messages/{int:id}/forward",
    forward_line,
    answers=MESSAGES,
    subject=MESSAGES,
    example={"room": 7},
)
offer_deed(
    router, "POST", "/messages/{int:id}/move", move_line, answers=MESSAGES, subject=MESSAGES, example={"room": 7}
)
