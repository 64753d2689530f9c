"""The deeds of closing: lessons and post-mortems."""

from denyut.closing.actions.lessons import change_lesson, withdraw_lesson, write_lesson
from denyut.closing.actions.post_mortems import answer_post_mortem, open_post_mortem

__all__ = ["answer_post_mortem", "change_lesson", "open_post_mortem", "withdraw_lesson", "write_lesson"]
