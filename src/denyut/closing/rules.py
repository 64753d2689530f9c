"""Who may do what with lessons."""

from django.utils.translation import gettext_lazy as _

from denyut.closing.models import Lesson
from denyut.okr.models import Objective
from denyut.okr.rules import READS_ONLY
from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Denied, Verdict, may, rule


@rule("closing.write_lesson")
def may_write_lesson(actor: Person, objective: Objective) -> Verdict:
    """Everybody who sees a goal may say what it taught, also after the close."""
    if actor.is_auditor:
        return READS_ONLY
    if objective.is_open or Objective.objects.visible_to(actor).filter(pk=objective.pk).exists():
        return ALLOWED
    return Denied(_("There is nothing at this address that you may see."), code="not_there")


@rule("closing.change_lesson")
def may_change_lesson(actor: Person, lesson: Lesson) -> Verdict:
    if actor.is_auditor:
        return READS_ONLY
    if actor.is_administrator or lesson.author_id == actor.pk:
        return ALLOWED
    return Denied(_("Whoever wrote a lesson changes it. Write down another one."), code="not_author")


@rule("closing.answer_post_mortem")
def may_answer_post_mortem(actor: Person, objective: Objective) -> Verdict:
    """Whoever answers for the goal answers for its post-mortem, also after the close."""
    if actor.is_auditor:
        return READS_ONLY
    if may(actor, "okr.carry_over", objective):
        return ALLOWED
    return Denied(
        _(
            "Only the owner, the department's lead or a manager above answers for this goal. Write down a lesson instead."
        ),
        code="not_owner",
    )
