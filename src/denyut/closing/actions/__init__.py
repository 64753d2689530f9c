"""The deeds of closing: lessons and post-mortems, the close itself, what was promised and done."""

from denyut.closing.actions.cycles import close_with_unscored, remind_owners
from denyut.closing.actions.executions import count_execution, note_execution
from denyut.closing.actions.lessons import change_lesson, withdraw_lesson, write_lesson
from denyut.closing.actions.post_mortems import answer_post_mortem, open_post_mortem

__all__ = [
    "answer_post_mortem",
    "change_lesson",
    "close_with_unscored",
    "count_execution",
    "note_execution",
    "open_post_mortem",
    "remind_owners",
    "withdraw_lesson",
    "write_lesson",
]
