"""Deeds on post-mortems: asked for when a promise was not kept, answered by whoever answers for the goal."""

from django.utils.translation import gettext as _

from denyut.closing.actions.lessons import named, put_words
from denyut.closing.models import Lesson
from denyut.closing.verbs import POST_MORTEM_ANSWERED, POST_MORTEM_OPENED
from denyut.okr.actions.objectives import as_it_stands, facts_of
from denyut.okr.models import Objective
from denyut.okr.scores import needs_post_mortem
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

KIND = Lesson.LessonKind.POST_MORTEM


@deed("closing.open_post_mortem")
def open_post_mortem(actor: Person, objective: Objective) -> Lesson | None:
    """Ask for a post-mortem where a promise was not kept; where it was after all, take an unanswered one back. Again changes nothing."""
    objective = as_it_stands(objective)
    standing = _of(objective)
    if not _is_missed(objective):
        if standing is not None and not standing.is_told:
            standing.withdrawn_at = clock.now()
            standing.save(update_fields=["withdrawn_at"])
        return None
    return standing or _opened(actor, objective)


@deed("closing.answer_post_mortem")
def answer_post_mortem(actor: Person, objective: Objective, *, text: str, cause: str = "") -> Lesson:
    """Say why a promise was not kept, and what follows from it. Again replaces what was said.

    Raises Refused where the rule says no, Conflict for a goal that was kept or has no score, Invalid for nothing or too much.
    """
    objective = as_it_stands(objective)
    require(actor, "closing.answer_post_mortem", objective)
    if not _is_missed(objective):
        raise Conflict(
            _("Only a committed goal that was not reached has a post-mortem. Write down a lesson instead."),
            code="not_missed",
        )
    lesson = _of(objective) or _opened(actor, objective)
    put_words(lesson, text, cause)
    lesson.author, lesson.told_at = actor, clock.now()
    lesson.save(update_fields=["author", "told_at", "text", "cause", "index"])
    facts = {**facts_of(objective), **named(lesson)}
    record(POST_MORTEM_ANSWERED, actor, objective, facts=facts, text=lesson.text)
    return lesson


def _of(objective: Objective) -> Lesson | None:
    return Lesson.objects.standing().filter(objective=objective, kind=KIND).select_related("objective").first()


def _is_missed(objective: Objective) -> bool:
    return objective.score is not None and needs_post_mortem(objective.ambition, objective.score)


def _opened(actor: Person, objective: Objective) -> Lesson:
    lesson = Lesson.objects.create(objective=objective, kind=KIND, made_at=clock.now())
    record(POST_MORTEM_OPENED, actor, objective, facts={**facts_of(objective), **named(lesson)})
    return lesson
