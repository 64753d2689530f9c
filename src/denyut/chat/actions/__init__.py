"""The deeds of the chat: everything that changes a room or is said in it."""

from denyut.chat.actions.cards import keep_in_sight, show_card, take_out_of_sight
from denyut.chat.actions.changing import edit_line, move_line, recall_line
from denyut.chat.actions.confirmations import confirm_line, remind_missing
from denyut.chat.actions.delivery import mark_delivered
from denyut.chat.actions.dings import call_again, call_due, cancel_ding, confirm_ding, ding, see_ding
from denyut.chat.actions.lines import forget_goal, mark_read, redraw_cards, tell, tell_card
from denyut.chat.actions.marking import forward_line, mark_unread, pin_line, react, unpin_line
from denyut.chat.actions.polls import cast_vote, close_poll, make_poll
from denyut.chat.actions.reminders import end_reminder, fire_reminder, remind, snooze_reminder
from denyut.chat.actions.rooms import archive_room, change_room, open_room, unarchive_room
from denyut.chat.actions.saying import say
from denyut.chat.actions.seats import ask_me_here, give_seat, leave_seat, mark_all_read, mute_room, notify_me
from denyut.chat.actions.talks import start_direct, start_group
from denyut.chat.actions.uploads import bring, forget_files, leave_out

__all__ = [
    "archive_room",
    "ask_me_here",
    "bring",
    "call_again",
    "call_due",
    "cancel_ding",
    "cast_vote",
    "change_room",
    "close_poll",
    "confirm_ding",
    "confirm_line",
    "ding",
    "edit_line",
    "end_reminder",
    "fire_reminder",
    "forget_files",
    "forget_goal",
    "forward_line",
    "give_seat",
    "keep_in_sight",
    "leave_out",
    "leave_seat",
    "make_poll",
    "mark_all_read",
    "mark_delivered",
    "mark_read",
    "mark_unread",
    "move_line",
    "mute_room",
    "notify_me",
    "open_room",
    "pin_line",
    "react",
    "recall_line",
    "redraw_cards",
    "remind",
    "remind_missing",
    "say",
    "see_ding",
    "show_card",
    "snooze_reminder",
    "start_direct",
    "start_group",
    "take_out_of_sight",
    "tell",
    "tell_card",
    "unarchive_room",
    "unpin_line",
]
