"""The deeds of alignment: asking and responding, challenging and answering, leaving findings alone."""

from denyut.alignment.actions.asks import ask_departments, note_answer, respond
from denyut.alignment.actions.chain import change_influence, end_influence, link_influence
from denyut.alignment.actions.challenges import answer_challenge, challenge_goal, escalate_challenge
from denyut.alignment.actions.dismissals import dismiss_finding, restore_finding
from denyut.alignment.actions.stances import take_stance
from denyut.alignment.actions.weighing import weigh_influences

__all__ = [
    "answer_challenge",
    "ask_departments",
    "challenge_goal",
    "change_influence",
    "dismiss_finding",
    "end_influence",
    "escalate_challenge",
    "link_influence",
    "note_answer",
    "respond",
    "restore_finding",
    "take_stance",
    "weigh_influences",
]
