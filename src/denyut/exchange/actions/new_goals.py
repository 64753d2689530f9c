"""Adding very many objectives at once: the same rows as `add_objective` makes one by one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from django.db.models import Count, F

from denyut.exchange.actions.rolling import roll_up_parents
from denyut.exchange.actions.rowwise import attempt
from denyut.exchange.actions.traces import trace_made
from denyut.exchange.actions.writing import create_all
from denyut.exchange.compare import goal_terms
from denyut.exchange.models import Import
from denyut.exchange.outcome import Outcome
from denyut.exchange.problems import RowRefused
from denyut.exchange.steps import GoalStep
from denyut.okr.actions.objectives import facts_of
from denyut.okr.models import Cycle, Objective, State
from denyut.okr.verbs import OBJECTIVE_ADDED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import require
from denyut.spine.events import News, record_many

type Place = tuple[int, int | None]


def add_goals(actor: Person, done: Import, steps: Sequence[GoalStep], there: dict[str, Objective]) -> list[Outcome]:
    """Add the objectives of steps whose keys nobody has, and put them into `there`. Returns an outcome for each."""
    cycles = Cycle.objects.in_bulk({step.cycle.pk for step in steps if isinstance(step.cycle, Cycle)})
    places = places_taken(cycles)
    outcomes: list[Outcome] = []
    made: list[Objective] = []
    for layer in layers(steps):
        new: list[Objective] = []
        for step in layer:
            work = partial(new_goal, actor, step, cycles, there.get(step.parent_key), places)
            found = attempt("goals", step.draft.row_number, step.draft.title, work)
            if isinstance(found, Outcome):
                outcomes.append(found)
            else:
                new.append(found)
                outcomes.append(Outcome("goals", "new", step.draft.row_number, step.draft.title))
        create_all(new)
        there |= {str(objective.external_key): objective for objective in new}
        made += new
    Objective.objects.filter(pk__in=[one.pk for one in made]).update(lineage=F("pk"))
    tell(actor, done, made)
    return outcomes


def layers(steps: Sequence[GoalStep]) -> Iterator[list[GoalStep]]:
    """The steps in groups: a parent stands in an earlier group than its children."""
    waiting = {step.key: step for step in steps}
    while waiting:
        # In a circle nobody comes first: then all go at once, and their parents stay open.
        ready = [step for step in waiting.values() if step.parent_key not in waiting] or list(waiting.values())
        yield ready
        for step in ready:
            del waiting[step.key]


def places_taken(cycles: dict[int, Cycle]) -> Counter[Place]:
    """How many objectives each department has in these cycles."""
    counted = Objective.objects.filter(cycle__in=cycles).order_by().values_list("cycle", "department")
    return Counter({(cycle, department): count for cycle, department, count in counted.annotate(Count("pk"))})


def new_goal(
    actor: Person, step: GoalStep, cycles: dict[int, Cycle], parent: Objective | None, places: Counter[Place]
) -> Objective:
    """An objective, not yet written. Raises Refused and RowRefused."""
    if not isinstance(step.cycle, Cycle):
        raise RowRefused("no_cycle", cycle=step.cycle.name)
    cycle, now = cycles[step.cycle.pk], clock.now()
    require(actor, "okr.add_objective", cycle, step.department)
    terms = goal_terms(step, None, parent)
    place = (cycle.pk, step.department.pk if step.department else None)
    places[place] += 1
    return Objective(
        cycle=cycle,
        title=terms.title,
        description=terms.description,
        owner=terms.owner or actor,
        department=terms.department,
        parent=parent,
        ambition=terms.ambition,
        visibility=terms.visibility,
        level=terms.level,
        external_key=step.key,
        position=places[place] - 1,
        state=State.ACTIVE,
        published_at=now,
        made_at=now,
    )


def tell(actor: Person, done: Import, made: Sequence[Objective]) -> None:
    """Work out what new objectives change above them, and record each."""
    # A new objective has come nowhere yet: what stands at nothing itself is not pulled down by it.
    moved = roll_up_parents({one.parent.pk for one in made if one.parent and one.parent.progress})
    news = [News(OBJECTIVE_ADDED, one, {**facts_of(one), "moved": []}, one.title) for one in made]
    if news:
        # Those above moved once, by all of them: the last one tells it.
        news[-1].facts["moved"] = moved
    trace_made(done, made, record_many(actor, news))
