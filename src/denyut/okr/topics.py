"""Who may listen to goals: everybody to those that are open to all, the few to a private one."""

from denyut.okr.models import Objective
from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Denied, Verdict
from denyut.spine.topics import topic


@topic("okr")
def may_hear_goals(person: Person, objective_id: int | None) -> Verdict:
    """All open goals, or one objective that the person may see."""
    if objective_id is None or Objective.objects.visible_to(person).filter(pk=objective_id).exists():
        return ALLOWED
    return Denied("", code="not_there")


@topic("cycle")
def may_hear_cycle(person: Person, cycle_id: int | None) -> Verdict:
    """What is new on a cycle's board; only open goals are told there."""
    return ALLOWED
