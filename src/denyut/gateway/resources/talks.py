"""Talks between people, seats in rooms, the archive, and what the caller wants of a room."""

from django.db.models import QuerySet
from ninja import Router

from denyut.chat.actions import (
    archive_room,
    ask_me_here,
    give_seat,
    leave_seat,
    mark_all_read,
    mute_room,
    notify_me,
    start_direct,
    start_group,
    unarchive_room,
)
from denyut.chat.models import Room, Seat
from denyut.gateway.operations import offer_deed, offer_list
from denyut.gateway.resource import Resource
from denyut.gateway.resources.people import PEOPLE
from denyut.gateway.resources.rooms import ROOMS
from denyut.gateway.room_shapes import SeatShape
from denyut.people.models import Person


def visible_seats(caller: Person) -> QuerySet[Seat]:
    """Who sits in the rooms that the caller finds."""
    return Seat.objects.filter(room__in=Room.objects.visible_to(caller))


SEATS = Resource("seats", SeatShape, visible_seats, parent=ROOMS, below="room")
ONE = "/rooms/{int:id}"
router = Router()
offer_deed(router, "POST", "/rooms/direct", start_direct, answers=ROOMS, status=201, example={"person": 4})
offer_deed(router, "POST", "/rooms/group", start_group, answers=ROOMS, status=201, example={"people": [3, 4]})
offer_deed(router, "POST", "/rooms/read", mark_all_read, answers=PEOPLE)
offer_list(router, SEATS)
offer_deed(router, "POST", f"{ONE}/seats", give_seat, answers=SEATS, subject=ROOMS, status=201, example={"person": 4})
offer_deed(router, "POST", f"{ONE}/leave", leave_seat, answers=ROOMS, subject=ROOMS, example={"person": 4})
offer_deed(router, "POST", f"{ONE}/archive", archive_room, answers=ROOMS, subject=ROOMS)
offer_deed(router, "POST", f"{ONE}/unarchive", unarchive_room, answers=ROOMS, subject=ROOMS)
offer_deed(router, "POST", f"{ONE}/notify", notify_me, answers=ROOMS, subject=ROOMS, example={"about": "mentions"})
offer_deed(
    router, "POST", f"{ONE}/mute", mute_room, answers=ROOMS, subject=ROOMS, example={"until": "2026-12-01T08:00:00Z"}
)
offer_deed(router, "POST", f"{ONE}/ask", ask_me_here, answers=ROOMS, subject=ROOMS, example={"is_asked": True})
