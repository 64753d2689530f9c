"""Lines of descent: which goal was carried over into which, and how often."""

from denyut.okr.models import Objective

ZOMBIE_FROM = 2


def times_carried(objective: Objective) -> int:
    """How many times the line that ends in this objective was carried over so far. One query."""
    earlier = dict(Objective.objects.filter(lineage=objective.lineage).values_list("pk", "carried_from"))
    times, current = 0, objective.carried_from_id
    while current is not None and times <= len(earlier):
        times, current = times + 1, earlier.get(current)
    return times


def is_zombie(times: int) -> bool:
    """Whether a goal that was carried over so often should be asked whether it is still wanted."""
    return times >= ZOMBIE_FROM
