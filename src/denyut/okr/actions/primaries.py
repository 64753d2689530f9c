"""The first goal that an objective serves: its parent, and the link that says so."""

from denyut.okr.actions.revising import revise
from denyut.okr.actions.rollup import Moved, carry_up
from denyut.okr.models import Edge, Objective
from denyut.people.models import Person
from denyut.spine import clock


def serve(actor: Person, objective: Objective, parent: Objective | None, *, note: str) -> Moved:
    """Let an objective serve another one, or none, inside a deed that has asked its rule; what it was stays as a revision.

    The link to the one it served before ends. Returns what moved.
    """
    former = objective.parent
    if former == parent:
        return []
    pair = [former.pk if former else None, parent.pk if parent else None]
    revise(actor, objective, {"parent": pair}, reason="", note=note)
    objective.parent = parent
    objective.edition += 1
    objective.save(update_fields=["parent", "edition"])
    end_primaries(actor, objective)
    return carry_up(objective) + (carry_up(Objective.objects.get(pk=former.pk)) if former else [])


def end_primaries(actor: Person, objective: Objective) -> None:
    """End the primary links of an objective that its parent no longer bears out. Two queries at most."""
    standing = Edge.objects.standing().filter(from_objective=objective, is_primary=True)
    passed = standing.exclude(to_objective=objective.parent_id) if objective.parent_id else standing
    passed.update(state=Edge.EdgeState.ENDED, answered_by=actor, answered_at=clock.now())
