"""Deeds on lessons."""

from django.utils.translation import gettext as _

from denyut.closing.likeness import indexed
from denyut.closing.models import Lesson
from denyut.closing.verbs import LESSON_CHANGED, LESSON_WITHDRAWN, LESSON_WRITTEN
from denyut.okr.actions.objectives import facts_of
from denyut.okr.models import KeyResult, Objective
from denyut.okr.values import chosen
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

TEXT_AT_MOST = 4000
FOUND = ("objective", "key_result")


@deed("closing.write_lesson")
def write_lesson(
    actor: Person,
    objective: Objective,
    *,
    text: str,
    kind: str = Lesson.LessonKind.LEARNED,
    cause: str = "",
    key_result: KeyResult | None = None,
) -> Lesson:
    """Write down what an objective, or one of its key results, taught: keep, change, stop, learned.

    Raises Refused where the rule says no, Invalid for nothing, for more than 4,000 letters, or for a key result of another objective.
    """
    require(actor, "closing.write_lesson", objective)
    if kind == Lesson.LessonKind.POST_MORTEM:
        raise Invalid(_("A post-mortem is answered, not written down like a lesson."), code="post_mortem", field="kind")
    if key_result is not None and key_result.objective_id != objective.pk:
        raise Invalid(_("This key result belongs to another objective."), code="other_objective", field="key_result")
    now = clock.now()
    lesson = Lesson(objective=objective, key_result=key_result, author=actor, made_at=now, told_at=now)
    lesson.kind = chosen(Lesson.LessonKind, kind, "kind")
    put_words(lesson, text, cause)
    lesson.save(force_insert=True)
    record(LESSON_WRITTEN, actor, objective, facts={**facts_of(objective), **named(lesson)}, text=lesson.text)
    return lesson


@deed("closing.change_lesson")
def change_lesson(actor: Person, lesson: Lesson, *, text: str, kind: str = "", cause: str = "") -> Lesson:
    """Say a lesson in other words. A post-mortem stays one.

    Raises Refused for whoever did not write it, Conflict for one that was taken back, Invalid as `write_lesson` does.
    """
    lesson = _as_it_stands(lesson)
    require(actor, "closing.change_lesson", lesson)
    if lesson.kind != Lesson.LessonKind.POST_MORTEM and kind:
        lesson.kind = _lesson_kind(kind)
    put_words(lesson, text, cause)
    lesson.save(update_fields=["kind", "cause", "text", "index"])
    facts = {**facts_of(lesson.objective), **named(lesson)}
    record(LESSON_CHANGED, actor, lesson.objective, facts=facts, text=lesson.text)
    return lesson


@deed("closing.withdraw_lesson")
def withdraw_lesson(actor: Person, lesson: Lesson) -> Lesson:
    """Take a lesson back: nobody finds it any more. Raises Refused for whoever did not write it, Conflict when it is gone already."""
    lesson = _as_it_stands(lesson)
    require(actor, "closing.change_lesson", lesson)
    lesson.withdrawn_at = clock.now()
    lesson.save(update_fields=["withdrawn_at"])
    record(LESSON_WITHDRAWN, actor, lesson.objective, facts={**facts_of(lesson.objective), **named(lesson)})
    return lesson


def put_words(lesson: Lesson, text: str, cause: str) -> None:
    """Put words and a cause onto a lesson, unsaved. Raises Invalid for nothing, for too much, or for a cause that is none."""
    text = text.strip().replace("\x00", "")
    if not text:
        raise Invalid(_("Write something first."), code="empty", field="text")
    if len(text) > TEXT_AT_MOST:
        raise Invalid(_("A lesson has up to 4,000 letters. Keep what others need."), code="too_long", field="text")
    lesson.text = text
    lesson.cause = chosen(Lesson.Cause, cause, "cause").value if cause else ""
    lesson.index = index_of(lesson)


def index_of(lesson: Lesson) -> str:
    """The search tokens of a lesson: its words, and the titles of its goals."""
    return indexed(lesson.text, lesson.objective.title, lesson.key_result.title if lesson.key_result else "")


def named(lesson: Lesson) -> dict[str, object]:
    """What the event of a lesson says of it."""
    return {"lesson": lesson.pk, "kind": lesson.kind, "cause": lesson.cause}


def refresh_index(objective: int) -> int:
    """Find the lessons of an objective by the titles that its goals have now. Returns how many there are. Two queries."""
    lessons = list(Lesson.objects.filter(objective=objective).select_related(*FOUND))
    for lesson in lessons:
        lesson.index = index_of(lesson)
    Lesson.objects.bulk_update(lessons, ["index"])
    return len(lessons)


def _lesson_kind(kind: str) -> Lesson.LessonKind:
    if kind == Lesson.LessonKind.POST_MORTEM:
        raise Invalid(_("A post-mortem is answered, not written down like a lesson."), code="post_mortem", field="kind")
    return chosen(Lesson.LessonKind, kind, "kind")


def _as_it_stands(lesson: Lesson) -> Lesson:
    found = Lesson.objects.select_related(*FOUND, "objective__cycle", "objective__owner").get(pk=lesson.pk)
    if found.withdrawn_at is not None:
        raise Conflict(_("This lesson was taken back."), code="withdrawn")
    return found
