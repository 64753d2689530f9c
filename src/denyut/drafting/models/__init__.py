"""What drafting keeps."""

from denyut.drafting.models.linting import LintAnswer, LintAnswerQuerySet
from denyut.drafting.models.templates import GoalTemplate, TemplateUse, TemplateVersion

__all__ = ["GoalTemplate", "LintAnswer", "LintAnswerQuerySet", "TemplateUse", "TemplateVersion"]
