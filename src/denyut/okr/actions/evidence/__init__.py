"""Deeds on what key results are made of: milestones, work, measurements, sessions."""

from denyut.okr.actions.evidence.feeding import switch_feed
from denyut.okr.actions.evidence.initiatives import add_initiative, drop_initiative, finish_initiative
from denyut.okr.actions.evidence.milestones import add_milestone, change_milestone, reach_milestone, remove_milestone
from denyut.okr.actions.evidence.observations import observe, withdraw_observation
from denyut.okr.actions.evidence.sessions import exempt, hold_session

__all__ = [
    "add_initiative",
    "add_milestone",
    "change_milestone",
    "drop_initiative",
    "exempt",
    "finish_initiative",
    "hold_session",
    "observe",
    "reach_milestone",
    "remove_milestone",
    "switch_feed",
    "withdraw_observation",
]
