"""The deeds of the chat: everything that changes a room or is said in it."""

from denyut.chat.actions.lines import forget_goal, mark_read, redraw_cards, say, tell, tell_card
from denyut.chat.actions.rooms import change_room, give_seat, leave_seat, open_room

__all__ = [
    "change_room",
    "forget_goal",
    "give_seat",
    "leave_seat",
    "mark_read",
    "open_room",
    "redraw_cards",
    "say",
    "tell",
    "tell_card",
]
