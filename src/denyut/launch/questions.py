"""Three questions about the goals of the company, made from the goals as they are, for one person and day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db.models import Q
from django.utils.translation import gettext as _

from denyut.okr.models import Cycle, Objective, Visibility
from denyut.okr.models.objectives import PLANNED
from denyut.people.models import Person

ASKED, OPTIONS = 3, 3


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its options (id, words) and the id of the right one."""

    text: str
    options: list[tuple[int, str]]
    right: int


def questions_for(person: Person, cycle: Cycle, day: date) -> list[Question]:
    """Up to three questions; fewer where there are too few goals to ask of. The same for one person on one day. One query."""
    chance = Random(person.pk * 1_000_003 + day.toordinal())  # noqa: S311  # not a secret: the answer is checked by the same questions
    goals = list(_goals(cycle))
    return list(_made(person, goals, chance))[:ASKED]


def _goals(cycle: Cycle) -> Iterator[Objective]:
    seen = Objective.objects.of_cycle(cycle).alive().filter(visibility=Visibility.PUBLIC).exclude(state__in=PLANNED)
    open_parent = Q(parent=None) | Q(parent__visibility=Visibility.PUBLIC)
    yield from seen.filter(open_parent).select_related("owner", "department", "parent").order_by("pk")[:400]


def _made(person: Person, goals: Sequence[Objective], chance: Random) -> Iterator[Question]:
    company = [goal for goal in goals if goal.level == Objective.Level.COMPANY]
    own = [goal for goal in goals if person.department_id and goal.department_id == person.department_id]
    others = [goal for goal in goals if goal.department_id != person.department_id and goal not in company]
    serving = [goal for goal in own or others if goal.parent in company]
    if own and len(others) >= OPTIONS - 1:
        yield _which(_("Which of these does your own department want to reach?"), chance.choice(own), others, chance)
    if serving and len(company) >= 2:
        goal = chance.choice(serving)
        rest = [one for one in company if one != goal.parent]
        text = _("Which objective of the company does “%(title)s” serve?") % {"title": goal.title}
        yield _which(text, goal.parent or goal, rest, chance)
    if company and len(others) + len(own) >= OPTIONS - 1:
        text = _("Which of these is an objective of the whole company?")
        yield _which(text, chance.choice(company), [*others, *own], chance)
    yield from _owners(goals, chance)


def _owners(goals: Sequence[Objective], chance: Random) -> Iterator[Question]:
    people = {goal.owner_id: goal.owner for goal in goals}
    if len(people) < OPTIONS:
        return
    for goal in chance.sample(list(goals), min(len(goals), ASKED)):
        rest = chance.sample([one for one in people.values() if one != goal.owner], OPTIONS - 1)
        options = [(one.pk, one.name) for one in (goal.owner, *rest)]
        chance.shuffle(options)
        yield Question(_("Who answers for “%(title)s”?") % {"title": goal.title}, options, goal.owner_id)


def _which(text: str, right: Objective, rest: Sequence[Objective], chance: Random) -> Question:
    others = chance.sample(list(rest), min(len(rest), OPTIONS - 1))
    options = [(goal.pk, goal.title) for goal in (right, *others)]
    chance.shuffle(options)
    return Question(text, options, right.pk)
