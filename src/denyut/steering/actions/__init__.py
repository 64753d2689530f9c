"""The deeds that steer: changes of plan, whether goals are still right, guardrails."""

from denyut.steering.actions.cards import answer_change, confirm_all_valid, escalate_card
from denyut.steering.actions.changes import call_off_change, declare_change
from denyut.steering.actions.guardrails import end_guardrail, heed_reading, set_guardrail
from denyut.steering.actions.relevance import ask_relevance, confirm_relevance, judge_relevance

__all__ = [
    "answer_change",
    "ask_relevance",
    "call_off_change",
    "confirm_all_valid",
    "confirm_relevance",
    "declare_change",
    "end_guardrail",
    "escalate_card",
    "heed_reading",
    "judge_relevance",
    "set_guardrail",
]
