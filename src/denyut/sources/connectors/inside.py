"""Denyut's own data as a table: a row a day."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from denyut.people.times import company_now
from denyut.sources.connectors.table import Table
from denyut.sources.models import Source
from denyut.sources.own import COUNTABLES
from denyut.sources.troubles import Trouble
from denyut.spine.models import Event

DAYS = 400
DAY, NUMBER = "day", "number"


@contextmanager
def counted(source: Source) -> Iterator[Table]:
    """How often it happened on each of the last 400 days, from the first day of the log on. Raises Trouble."""
    wanted = COUNTABLES.get(source.words.get("dataset", ""))
    if wanted is None:
        raise Trouble("unknown_dataset")
    first = Event.objects.order_by("id").values_list("at", flat=True).first()
    now = company_now()
    if first is None:
        raise Trouble("empty_answer")
    since = max(first.astimezone(now.tzinfo).date(), now.date() - timedelta(days=DAYS))
    moments = Event.objects.filter(verb__in=wanted.verbs, at__date__gte=since - timedelta(days=1))
    days = Counter(at.astimezone(now.tzinfo).date() for at in moments.values_list("at", flat=True).iterator())
    span = [since + timedelta(days=i) for i in range((now.date() - since).days + 1)]
    yield Table([DAY, NUMBER], iter([[day, days[day]] for day in span]))
