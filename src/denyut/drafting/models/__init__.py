"""What drafting keeps."""

from denyut.drafting.models.linting import LintAnswer, LintAnswerQuerySet

__all__ = ["LintAnswer", "LintAnswerQuerySet"]
