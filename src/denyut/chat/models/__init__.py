"""Rooms, and what is said in them."""

from denyut.chat.models.asking import Poll, Reminder, Vote
from denyut.chat.models.lines import Line, Mention, Wording
from denyut.chat.models.marks import Pin, Reaction
from denyut.chat.models.receipts import Call, Confirmation, Ding
from denyut.chat.models.rooms import Room, RoomGoal, Seat
from denyut.chat.models.uploads import Upload

__all__ = [
    "Call",
    "Confirmation",
    "Ding",
    "Line",
    "Mention",
    "Pin",
    "Poll",
    "Reaction",
    "Reminder",
    "Room",
    "RoomGoal",
    "Seat",
    "Upload",
    "Vote",
    "Wording",
]
