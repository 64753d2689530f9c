"""Lessons as people read them, and the ones that may help with a goal that is being written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from denyut.closing.likeness import Drafted, alike, telling
from denyut.closing.models import Lesson
from denyut.closing.words import colour_of, shown
from denyut.lib.tokens import tokenise
from denyut.okr.models import Objective
from denyut.people.faces import Face, face_of
from denyut.people.models import Department, Person
from denyut.spine.access import may

LOADED = ("objective__cycle", "objective__department", "key_result", "author")
SEARCHED, ASKED = 12, 10
LOOKED_AT = 200
OFFERED = 4


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson with the goal it comes from."""

    id: int
    kind: str
    kind_label: str | Promise
    cause: str | Promise
    text: str
    author: Face | None
    at: datetime | None
    objective_id: int
    objective: str
    key_result: str
    cycle: str
    department: str
    score: str
    colour: str
    may_change: bool


def lesson_rows(viewer: Person, lessons: Iterable[Lesson], language: str) -> list[LessonRow]:
    """Loaded lessons (see `found_lessons`) as rows. No query."""
    return [_row(viewer, lesson, language) for lesson in lessons]


def found_lessons(viewer: Person, words: str = "", kind: str = "") -> QuerySet[Lesson]:
    """The lessons that the viewer may see and in which all of these words are found, newest first.

    Words may be parts of words; in Thai and Chinese any run of letters is found. Titles of goals are looked through, too.
    """
    found = Lesson.objects.visible_to(viewer).told().holding(tokenise(words)[:SEARCHED])
    return (found.filter(kind=kind) if kind else found).select_related(*LOADED)


def lessons_of(viewer: Person, objective: Objective, language: str) -> list[LessonRow]:
    """The lessons of an objective and of those it was carried over from. One query."""
    line = Q(objective=objective) | (Q(objective__lineage=objective.lineage) if objective.lineage else Q())
    return lesson_rows(viewer, found_lessons(viewer).filter(line), language)


def lessons_for(
    viewer: Person,
    *,
    words: str,
    objective: Objective | None = None,
    department: Department | None = None,
    language: str,
) -> list[LessonRow]:
    """Up to four lessons that may help with a goal being written: of its own line, about the same thing, or of the same department.

    One query, over the newest two hundred that have anything to do with it.
    """
    drafted = Drafted(
        telling(words),
        lineage=objective.lineage if objective else None,
        department=department.pk if department else None,
    )
    if not drafted.is_known:
        return []
    near = [Q(index__contains=token) for token in sorted(drafted.tokens, key=len, reverse=True)[:ASKED]]
    if drafted.lineage:
        near.append(Q(objective__lineage=drafted.lineage))
    if drafted.department:
        near.append(Q(objective__department=drafted.department))
    found = found_lessons(viewer).filter(reduce(or_, near))[:LOOKED_AT]
    rated = ((one, one.index, one.objective.lineage, one.objective.department_id) for one in found)
    return lesson_rows(viewer, alike(drafted, rated, OFFERED), language)


def _row(viewer: Person, lesson: Lesson, language: str) -> LessonRow:
    objective = lesson.objective
    return LessonRow(
        id=lesson.pk,
        kind=lesson.kind,
        kind_label=Lesson.LessonKind(lesson.kind).label,
        cause=Lesson.Cause(lesson.cause).label if lesson.cause else "",
        text=lesson.text,
        author=face_of(lesson.author) if lesson.author else None,
        at=lesson.told_at,
        objective_id=objective.pk,
        objective=objective.title,
        key_result=lesson.key_result.title if lesson.key_result else "",
        cycle=objective.cycle.name,
        department=objective.department.name if objective.department else "",
        score=shown(objective.score, language) if objective.is_scored else "",
        colour=colour_of(objective, objective.score),
        may_change=bool(may(viewer, "closing.change_lesson", lesson)),
    )
