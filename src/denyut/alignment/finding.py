"""Finding goals by what people type: O-12, KR-5, or words of their titles."""

import re
from collections.abc import Sequence
from datetime import date

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from denyut.lib.digits import to_ascii_digits, without_invisible_marks
from denyut.okr.ends import Goal, objective_of
from denyut.okr.models import KeyResult, Objective
from denyut.okr.models.key_results import KeyResultQuerySet
from denyut.okr.models.objectives import ObjectiveQuerySet
from denyut.people.models import Person
from denyut.spine.access import NotThere

LABEL = re.compile(r"^#?(o|kr)[-\s]?(\d{1,18})$", re.IGNORECASE)
OFFERED = 8
_OBJECTIVE = ("cycle", "owner", "department")


def find_goal(viewer: Person, word: str) -> Goal:
    """The goal a person means by O-12, o12, KR-5 or kr5. Raises NotThere when there is none that they may see."""
    found = labelled(viewer, word)
    if found is None:
        raise NotThere(
            _("There is no goal %(word)s. Its number stands on its page, for example O-12 or KR-5.")
            % {"word": word[:40]},
            code="no_goal",
        )
    return found


def labelled(viewer: Person, word: str) -> Goal | None:
    """The goal with this label, if it is one and the viewer sees it."""
    match = LABEL.match(without_invisible_marks(to_ascii_digits(word.strip())))
    if match is None:
        return None
    pk = int(match[2])
    return (_objectives(viewer) if match[1].lower() == "o" else _key_results(viewer)).filter(pk=pk).first()


def search_goals(viewer: Person, words: str, today: date, *, but: Goal | None = None) -> list[Goal]:
    """Goals of all cycles under way or to come: the one with this label, else those with all these words in their titles.

    Eight objectives and eight key results at most. `but` leaves out the objective of a goal, and what belongs to it. Two queries.
    """
    one = labelled(viewer, words)
    if one is not None:
        return [one] if but is None or objective_of(one) != objective_of(but) else []
    coming = Q(cycle__closed_at=None, cycle__ends_on__gte=today)
    objectives = _with_words(_objectives(viewer).alive(), words).filter(coming)
    within = Q(objective__cycle__closed_at=None, objective__cycle__ends_on__gte=today)
    key_results = _with_words(_key_results(viewer).alive(), words).filter(within)
    if but is not None:
        objectives = objectives.exclude(pk=objective_of(but).pk)
        key_results = key_results.exclude(objective=objective_of(but).pk)
    # Without words, what most goals are aligned with: those of the company.
    ordered = objectives.order_by("department_id") if words.strip() else objectives.filter(department=None)
    parts: Sequence[Goal] = list(key_results[:OFFERED]) if words.strip() else []
    return [*ordered[:OFFERED], *parts]


def _objectives(viewer: Person) -> ObjectiveQuerySet:
    return Objective.objects.visible_to(viewer).select_related(*_OBJECTIVE)


def _key_results(viewer: Person) -> KeyResultQuerySet:
    return KeyResult.objects.visible_to(viewer).select_related("owner", *(f"objective__{name}" for name in _OBJECTIVE))


def _with_words[M: Model](goals: QuerySet[M], words: str) -> QuerySet[M]:
    for word in words.split()[:8]:
        goals = goals.filter(title__icontains=word)
    return goals
