"""What the talk about goals leaves behind."""

from denyut.assistant.models.questions import Question
from denyut.assistant.models.suggestions import Suggestion
from denyut.assistant.models.takeaways import SETTLED, Takeaway, TakeawayKind, TakeawayState

__all__ = ["SETTLED", "Question", "Suggestion", "Takeaway", "TakeawayKind", "TakeawayState"]
