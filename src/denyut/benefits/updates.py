"""Check-ins that people made themselves, and whether something had asked for them before."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from denyut.benefits.weeks import Weeks
from denyut.okr.models import CheckIn
from denyut.rhythm.models import Prompt

AUTOMATIC = ("automatic", "import", "inside", "job")
PROMPTED_WITHIN = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Update:
    """One check-in by a person: its number, who, of which key result and cycle, when, and by which surface."""

    id: int
    person: int
    key_result: int
    cycle: int
    at: datetime
    surface: str
    is_prompted: bool


def updates_in(weeks: Weeks) -> list[Update]:
    """All check-ins by people in these weeks, oldest first; a prompt to the same person in the two hours before makes it prompted.

    Two queries.
    """
    found = CheckIn.objects.filter(recorded_at__gte=weeks.begin, recorded_at__lt=weeks.end)
    found = found.exclude(surface__in=AUTOMATIC).filter(author__is_bot=False).order_by("recorded_at", "id")
    rows = found.values_list(
        "pk", "author_id", "key_result_id", "key_result__objective__cycle_id", "recorded_at", "surface"
    )
    sent = Prompt.objects.filter(sent_at__gte=weeks.begin - PROMPTED_WITHIN, sent_at__lt=weeks.end)
    return told_apart(rows, sent.values_list("person_id", "sent_at"))


def told_apart(
    rows: Iterable[tuple[int, int, int, int, datetime, str]], prompts: Iterable[tuple[int, datetime]]
) -> list[Update]:
    """The check-ins of `rows`, each marked when a prompt reached its author at most two hours before. Pure."""
    sent: defaultdict[int, list[datetime]] = defaultdict(list)
    for person, at in sorted(prompts, key=lambda one: one[1]):
        sent[person].append(at)
    return [
        Update(pk, person, kr, cycle, at, surface, _is_prompted(sent.get(person, ()), at))
        for pk, person, kr, cycle, at, surface in rows
    ]


def _is_prompted(sent: Sequence[datetime], at: datetime) -> bool:
    place = bisect_right(sent, at)
    return place > 0 and at - sent[place - 1] <= PROMPTED_WITHIN
