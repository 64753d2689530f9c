"""The deeds of the assistant."""

from denyut.assistant.actions.questions import count_question
from denyut.assistant.actions.suggestions import dismiss_suggestion, offer_suggestions, take_suggestion, undo_suggestion
from denyut.assistant.actions.takeaways import keep_takeaway, settle_takeaway

__all__ = [
    "count_question",
    "dismiss_suggestion",
    "keep_takeaway",
    "offer_suggestions",
    "settle_takeaway",
    "take_suggestion",
    "undo_suggestion",
]
