"""A person's own supervision time: the pieces with the way back to where they come from, and their minutes by week."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from denyut.benefits.models import Classified
from denyut.chat.mentions import readable
from denyut.chat.models import Line
from denyut.chat.rows import address_of
from denyut.lib.dates import monday_of
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.rhythm.models import Sitting

LETTERS = 120


@dataclass(frozen=True, slots=True)
class PieceRow:
    """One piece: the item, what it was read from in words (as far as its person may still see it), and the way there."""

    item: Classified
    words: str
    url: str


def places_of(viewer: Person, items: Sequence[Classified]) -> list[PieceRow]:
    """The pieces with where they come from. Two queries."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for item in items:
        kind, _colon, number = item.source.partition(":")
        numbers[kind].append(int(number))
    lines = Line.objects.visible_to(viewer).in_bulk(numbers["line"]) if numbers["line"] else {}
    sittings = Sitting.objects.visible_to(viewer).select_related("ritual").in_bulk(numbers["sitting"])
    found = {f"line:{pk}": (readable(line.text)[:LETTERS], address_of(line)) for pk, line in lines.items()}
    for pk, sitting in sittings.items():
        found[f"sitting:{pk}"] = (sitting.ritual.name, reverse("rhythm:cycle_calendar", args=[sitting.ritual.cycle_id]))
    return [PieceRow(item, *found.get(item.source, ("", ""))) for item in items]


def own_weeks(items: Sequence[Classified]) -> list[tuple[date, int, int]]:
    """Monday, minutes and pieces of each week, the newest first. No query."""
    zone = company_now().tzinfo
    minutes: defaultdict[date, float] = defaultdict(float)
    pieces: defaultdict[date, int] = defaultdict(int)
    for item in items:
        if item.kind != Classified.Kind.NONE:
            monday = monday_of(item.at.astimezone(zone).date())
            minutes[monday] += item.minutes
            pieces[monday] += 1
    return [(monday, round(minutes[monday]), pieces[monday]) for monday in sorted(minutes, reverse=True)]
