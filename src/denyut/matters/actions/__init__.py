"""The deeds on what stands in the way and what has to be decided."""

from denyut.matters.actions.blockers import close_blocker, escalate_blocker, raise_blocker, reopen_blocker
from denyut.matters.actions.decisions import ask_decision, decide, note_decision, remind_decider, withdraw_decision

__all__ = [
    "ask_decision",
    "close_blocker",
    "decide",
    "escalate_blocker",
    "note_decision",
    "raise_blocker",
    "remind_decider",
    "reopen_blocker",
    "withdraw_decision",
]
