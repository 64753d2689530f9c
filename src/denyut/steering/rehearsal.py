"""A change of plan as it would be: who would be asked about what. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from denyut.okr.models import KeyResult, Objective
from denyut.people.faces import Face, face_of
from denyut.people.models import Person
from denyut.steering.affected import Question, questions_of


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who would be asked, and about which goals that the viewer sees; `hidden` is how many more there are."""

    person: Face
    goals: list[str]
    hidden: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How many goals and people a change would reach, and who they are."""

    goals: int
    people: list[Asked]


def rehearsal_of(viewer: Person, objectives: Sequence[Objective]) -> Rehearsal:
    """Whom a change that affects these objectives would ask. Queries as `questions_of`, and two more."""
    questions = questions_of(objectives)
    seen = _seen(viewer, questions)
    people = {one.person.pk: one.person for one in questions}
    asked = []
    for pk, person in people.items():
        theirs = [one.goal for one in questions if one.person.pk == pk]
        shown = [f"{goal.label} {goal.title}" for goal in theirs if (goal._meta.label, goal.pk) in seen]
        asked.append(Asked(face_of(person), shown, len(theirs) - len(shown)))
    return Rehearsal(len(questions), sorted(asked, key=lambda one: one.person.name))


def _seen(viewer: Person, questions: Sequence[Question]) -> set[tuple[str, int]]:
    krs = [one.goal.pk for one in questions if isinstance(one.goal, KeyResult)]
    whole = [one.goal.pk for one in questions if isinstance(one.goal, Objective)]
    found = {
        (KeyResult._meta.label, pk)
        for pk in KeyResult.objects.visible_to(viewer).filter(pk__in=krs).values_list("pk", flat=True)
    }
    return found | {
        (Objective._meta.label, pk)
        for pk in Objective.objects.visible_to(viewer).filter(pk__in=whole).values_list("pk", flat=True)
    }
