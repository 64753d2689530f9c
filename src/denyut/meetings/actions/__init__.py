"""The deeds of meetings."""

from denyut.meetings.actions.closing import close_review
from denyut.meetings.actions.dissolutions import answer_question, consider_ritual, note_surprise, settle_dissolution
from denyut.meetings.actions.feedback import give_feedback
from denyut.meetings.actions.held import log_meeting, remove_meeting
from denyut.meetings.actions.prints import ask_print, finish_print
from denyut.meetings.actions.reports import compile_report, edit_report, plan_report, post_report, refresh_report
from denyut.meetings.actions.reviews import (
    add_action,
    add_topic,
    begin_review,
    give_time,
    take_lead,
    take_up,
    write_notes,
)
from denyut.meetings.actions.subscriptions import (
    note_digest_mailed,
    open_digest,
    send_digest,
    subscribe,
    unsubscribe,
)

__all__ = [
    "add_action",
    "add_topic",
    "answer_question",
    "ask_print",
    "begin_review",
    "close_review",
    "compile_report",
    "consider_ritual",
    "edit_report",
    "finish_print",
    "give_feedback",
    "give_time",
    "log_meeting",
    "note_digest_mailed",
    "note_surprise",
    "open_digest",
    "plan_report",
    "post_report",
    "refresh_report",
    "remove_meeting",
    "send_digest",
    "settle_dissolution",
    "subscribe",
    "take_lead",
    "take_up",
    "unsubscribe",
    "write_notes",
]
