"""The deeds of rhythm."""

from denyut.rhythm.actions.beats import set_beat, take_off_beat
from denyut.rhythm.actions.problems import raise_problem
from denyut.rhythm.actions.prompts import answer_cadence, note_answered, note_ignored, send_prompt
from denyut.rhythm.actions.rituals import add_ritual, change_ritual, end_ritual, use_usual_calendar
from denyut.rhythm.actions.sittings import attend, close_sitting, reopen_sitting, take_back_attendance, write_output
from denyut.rhythm.actions.trust import answer_trust
from denyut.rhythm.actions.weeks import add_item, change_item, drop_item, file_week, finish_item, say_mood

__all__ = [
    "add_item",
    "add_ritual",
    "answer_cadence",
    "answer_trust",
    "attend",
    "change_item",
    "change_ritual",
    "close_sitting",
    "drop_item",
    "end_ritual",
    "file_week",
    "finish_item",
    "note_answered",
    "note_ignored",
    "raise_problem",
    "reopen_sitting",
    "say_mood",
    "send_prompt",
    "set_beat",
    "take_back_attendance",
    "take_off_beat",
    "use_usual_calendar",
    "write_output",
]
