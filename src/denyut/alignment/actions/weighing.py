"""Keeping what the data say of all links, so that each is judged among all of them. It follows from the log, so it is recorded nowhere."""

from itertools import batched

from denyut.alignment.models import Influence
from denyut.alignment.rows.moving import found_for
from denyut.spine import writer

AT_ONCE = 200


def weigh_influences() -> int:
    """Weigh every link that holds, two hundred at a time. Returns how many could be tested."""
    tested = 0
    every = Influence.objects.standing().alive().order_by("pk").values_list("pk", flat=True)
    for numbers in batched(every, AT_ONCE, strict=False):
        rows = list(Influence.objects.filter(pk__in=numbers).with_ends())
        found = found_for(rows)
        for row in rows:
            row.chance = found[row.pk].chance
            tested += row.chance is not None
        _keep(rows)
    return tested


def _keep(rows: list[Influence]) -> None:
    writer.run(lambda: Influence.objects.bulk_update(rows, ["chance"]))
