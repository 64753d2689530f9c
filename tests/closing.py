"""Closing a cycle in a test as people do it: what has no score is named, one by one."""

from denyut.closing.actions import close_with_unscored
from denyut.okr.actions import close_cycle
from denyut.okr.models import Cycle
from denyut.okr.unscored import unscored
from denyut.people.models import Person


def shut(actor: Person, cycle: Cycle) -> Cycle:
    """Close a cycle; whatever has no score stays so, listed."""
    results, bare = unscored(cycle)
    if Cycle.objects.get(pk=cycle.pk).is_closed or not (results.exists() or bare.exists()):
        return close_cycle(actor, cycle)
    return close_with_unscored(
        actor, cycle, key_results=list(results), objectives=list(bare), reason="The quarter ended early."
    )
