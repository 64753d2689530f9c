"""The deeds of the chat: everything that changes a room or is said in it."""

from denyut.chat.actions.lines import forget_goal, mark_read, say, tell
from denyut.chat.actions.rooms import change_room, give_seat, leave_seat, open_room

__all__ = ["change_room", "forget_goal", "give_seat", "leave_seat", "mark_read", "open_room", "say", "tell"]
