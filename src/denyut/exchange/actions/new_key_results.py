"""Adding very many key results at once: the same rows as `add_key_result` makes one by one."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from django.db.models import F

from denyut.exchange.actions.rolling import roll_up
from denyut.exchange.actions.rowwise import attempt
from denyut.exchange.actions.sharing import share_out
from denyut.exchange.actions.traces import trace_made
from denyut.exchange.actions.writing import create_all, write_fields
from denyut.exchange.compare import due_within, key_result_terms
from denyut.exchange.models import Import
from denyut.exchange.outcome import Outcome
from denyut.exchange.steps import KeyResultStep
from denyut.okr.actions.objectives import facts_of
from denyut.okr.models import KeyResult, Objective
from denyut.okr.shaping import Reasons, Shape, shape
from denyut.okr.verbs import KEY_RESULT_ADDED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import require
from denyut.spine.events import News, record_many

type Group = list[KeyResult]


# What a file does not say is as usual: as the deed has it that adds one key result.
def add_key_results(actor: Person, done: Import, steps: Sequence[tuple[KeyResultStep, Objective]]) -> list[Outcome]:
    """Add the key results of steps whose keys nobody has, each to its objective. Returns an outcome for each."""
    groups = groups_of({goal.pk for _step, goal in steps})
    before = {kr.pk: kr.weight for group in groups.values() for kr in group}
    outcomes: list[Outcome] = []
    new: list[KeyResult] = []
    for step, goal in steps:
        work = partial(new_key_result, actor, step, goal, len(groups[goal.pk]))
        found = attempt("key_results", step.draft.row_number, step.draft.title, work)
        if isinstance(found, Outcome):
            outcomes.append(found)
        else:
            groups[goal.pk].append(found)
            new.append(found)
            outcomes.append(Outcome("key_results", "new", step.draft.row_number, step.draft.title))
    for group in groups.values():
        share_out(group)
    create_all(new)
    KeyResult.objects.filter(pk__in=[kr.pk for kr in new]).update(lineage=F("pk"))
    moved_aside = [kr for group in groups.values() for kr in group if before.get(kr.pk, kr.weight) != kr.weight]
    write_fields(moved_aside, ["weight"])
    tell(actor, done, new)
    return outcomes


def groups_of(ids: set[int]) -> dict[int, Group]:
    """The key results that objectives have already, in their order."""
    groups: dict[int, Group] = defaultdict(list)
    for kr in KeyResult.objects.filter(objective__in=ids).order_by("position", "id"):
        groups[kr.objective_id].append(kr)
    return groups


def new_key_result(actor: Person, step: KeyResultStep, goal: Objective, position: int) -> KeyResult:
    """A key result, not yet written. Raises Refused."""
    require(actor, "okr.change_objective", goal)
    terms = key_result_terms(step, None)
    kr = KeyResult(
        objective=goal,
        owner=terms.owner or goal.owner,
        delegate=terms.delegate,
        external_key=step.key,
        position=position,
        weight=step.share if step.share is not None else Decimal(0),
        is_weight_fixed=step.share is not None,
        made_at=clock.now(),
    )
    due_on = due_within(goal.cycle, terms.due_on)
    measure = (terms.kind, terms.unit, terms.currency, terms.baseline, terms.target)
    given = Shape(terms.title, *measure, setup=None, starts_on=None, due_on=due_on, pace=KeyResult.Pace.CYCLE)
    shape(kr, given, Reasons(hypothesis=terms.hypothesis))
    kr.original = kr.promise()
    return kr


def tell(actor: Person, done: Import, made: Sequence[KeyResult]) -> None:
    """Work out what new key results change in their objectives and above them, and record each."""
    # Where nothing was gained yet a new key result, which has gained nothing either, changes nothing.
    moved = roll_up({kr.objective_id for kr in made if kr.objective.progress})
    still = {kr.objective_id for kr in made if not kr.objective.progress}
    Objective.objects.filter(pk__in=still).update(version=F("version") + 1)
    news = [
        News(KEY_RESULT_ADDED, kr, {**facts_of(kr.objective), "key_result": kr.pk, "moved": []}, kr.title)
        for kr in made
    ]
    if news:
        news[-1].facts["moved"] = moved
    trace_made(done, made, record_many(actor, news))
