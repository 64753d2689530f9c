"""Putting right what was here before a complete export came: goals that have more below them now."""

from collections.abc import Mapping

from denyut.exchange.actions.removing import revert
from denyut.exchange.actions.rolling import roll_up, roll_up_parents
from denyut.exchange.actions.sharing import Place, share_key_results_of, share_sets
from denyut.exchange.models import Import
from denyut.exchange.taking_back import made_by, rows_of
from denyut.okr.actions.objectives import facts_of
from denyut.okr.models import CheckIn, KeyResult, Objective
from denyut.okr.verbs import OBJECTIVE_CHANGED
from denyut.people.models import Person
from denyut.spine.access import require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("exchange.settle_whole")
def settle_whole(actor: Person, done: Import) -> None:
    """Work out the values, weights and progress of goals that were here and to which an import added something.

    New goals stand as the file has them. Raises Refused for whoever may not bring in what others said.
    """
    require(actor, "exchange.bring_in_whole")
    objectives = rows_of(Objective, made_by(done, Objective))
    key_results = rows_of(KeyResult, made_by(done, KeyResult))
    fuller = {kr.objective_id for kr in key_results.values()}.difference(objectives)
    heard = settle_values(done, key_results)
    share_key_results_of(fuller)
    share_sets(shared_places(objectives))
    above = {one.parent_id for one in objectives.values() if one.parent_id}.difference(objectives)
    moved = dict(roll_up(fuller | heard)) | dict(roll_up_parents(above))
    for one in rows_of(Objective, fuller | heard, "cycle").values():
        facts = {**facts_of(one), "moved": list(moved.items())}
        record(OBJECTIVE_CHANGED, actor, one, facts=facts, text=one.title)


def settle_values(done: Import, new: Mapping[int, KeyResult]) -> set[int]:
    """Give key results that were here the values of the check-ins that came. Returns the objectives above them."""
    came = rows_of(CheckIn, made_by(done, CheckIn), "key_result").values()
    said = [row for row in came if row.key_result_id not in new]
    if said:
        revert(said)
    return {row.key_result.objective_id for row in said}


def shared_places(new: Mapping[int, Objective]) -> set[Place]:
    """The sets in which new objectives stand beside old ones."""
    places = {(one.cycle_id, one.department_id) for one in new.values()}
    beside = Objective.objects.filter(cycle__in={cycle for cycle, _department in places}).order_by()
    old = {(cycle, place) for pk, cycle, place in beside.values_list("pk", "cycle", "department") if pk not in new}
    return places & old
