"""The bar of a room: the goals it keeps in sight, drawn for everybody, each kept live by its own chip."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from denyut.chat.models import RoomGoal
from denyut.spine.fragments import FRAGMENTS
from denyut.talk.references import REFERABLES


def draw_bars(rooms: Sequence[int]) -> dict[int, str]:
    """The bars of these rooms (ids). One query, and those of the chips."""
    kept = list(RoomGoal.objects.filter(room__in=rooms))
    chips = _chips(kept)
    return {
        room: render_to_string(
            "chat/_room_bar.html",
            {"room": room, "goals": [chips[one.pk] for one in kept if one.room_id == room and one.pk in chips]},
        )
        for room in rooms
    }


def draw_bar(room: int) -> SafeString:
    """The bar of one room."""
    return mark_safe(draw_bars([room])[room])


def _chips(kept: Sequence[RoomGoal]) -> dict[int, SafeString]:
    """What each goal in sight looks like; one that is not open to everybody any more is left out."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for one in kept:
        numbers[one.kind].append(one.number)
    drawn: dict[tuple[str, int], Any] = {}
    for kind, some in numbers.items():
        if kind in REFERABLES:
            chips = FRAGMENTS[REFERABLES[kind].chip].draw(some)
            drawn |= {(kind, number): chip for number, chip in chips.items()}
    return {one.pk: mark_safe(drawn[one.kind, one.number]) for one in kept if (one.kind, one.number) in drawn}
