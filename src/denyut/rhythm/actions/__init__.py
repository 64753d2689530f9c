"""The deeds of rhythm."""

from denyut.rhythm.actions.rituals import add_ritual, change_ritual, end_ritual, use_usual_calendar
from denyut.rhythm.actions.sittings import attend, close_sitting, reopen_sitting, take_back_attendance, write_output

__all__ = [
    "add_ritual",
    "attend",
    "change_ritual",
    "close_sitting",
    "end_ritual",
    "reopen_sitting",
    "take_back_attendance",
    "use_usual_calendar",
    "write_output",
]
