"""/dings: urgent calls; and messages that must be confirmed."""

from django.db.models import QuerySet
from ninja import Router

from denyut.chat import models
from denyut.chat.actions import (
    call_again,
    cancel_ding,
    confirm_ding,
    confirm_line,
    ding,
    mark_delivered,
    remind_missing,
    see_ding,
)
from denyut.gateway.notice_shapes import Confirmation, Ding
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.messages import MESSAGES
from denyut.gateway.resources.rooms import ROOMS
from denyut.gateway.values import Reference
from denyut.people.models import Person

EXAMPLE = {"people": [4], "text": "The server is down", "reason": "customers cannot pay", "at": "in 20 min"}


def visible(caller: Person) -> QuerySet[models.Ding]:
    """Those that the caller sent or was called with, and those of rooms that they find."""
    return models.Ding.objects.visible_to(caller).prefetch_related("calls")


def visible_confirmations(caller: Person) -> QuerySet[models.Confirmation]:
    """Of messages that the caller finds."""
    return models.Confirmation.objects.filter(line__in=models.Line.objects.visible_to(caller))


DINGS = Resource("dings", Ding, visible, {"by": (Reference, "by"), "room": (Reference, "room")})
CONFIRMATIONS = Resource("confirmations", Confirmation, visible_confirmations, parent=MESSAGES, below="line")
router = Router()
offer_list(router, DINGS)
offer_one(router, DINGS)
offer_deed(router, "POST", "/dings", ding, answers=DINGS, status=201, example=EXAMPLE)
offer_deed(router, "POST", "/dings/{int:id}/confirmation", confirm_ding, answers=DINGS, subject=DINGS)
offer_deed(router, "POST", "/dings/{int:id}/sight", see_ding, answers=DINGS, subject=DINGS)
offer_deed(router, "POST", "/dings/{int:id}/calls", call_again, answers=DINGS, subject=DINGS)
offer_deed(router, "DELETE", "/dings/{int:id}", cancel_ding, answers=DINGS, subject=DINGS)
offer_list(router, CONFIRMATIONS)
offer_deed(router, "POST", "/messages/{int:id}/confirmation", confirm_line, answers=CONFIRMATIONS, subject=MESSAGES)
offer_deed(router, "POST", "/messages/{int:id}/reminders", remind_missing, answers=MESSAGES, subject=MESSAGES)
offer_deed(
    router, "POST", "/rooms/{int:id}/delivery", mark_delivered, answers=ROOMS, subject=ROOMS, example={"to": 1234}
)
