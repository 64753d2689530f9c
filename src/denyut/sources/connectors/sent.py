"""What another program sent to a webhook of ours, kept as it came."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from denyut.sources.connectors.objects import table_of
from denyut.sources.connectors.table import Table
from denyut.sources.models import Source
from denyut.sources.troubles import Trouble
from denyut.spine import clock

KEPT = timedelta(days=400)


@contextmanager
def sent(source: Source) -> Iterator[Table]:
    """All rows that were sent in the last 400 days. Raises Trouble where none came yet."""
    kept = source.arrivals.filter(at__gte=clock.now() - KEPT).exclude(rows=[]).values_list("rows", flat=True)
    objects = [one for rows in kept.iterator(chunk_size=200) for one in rows]
    if not objects:
        raise Trouble("nothing_sent")
    yield table_of(objects)
