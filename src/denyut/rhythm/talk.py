"""How rhythm takes part in the talk: the card of a key result says when its check-in is due."""

from collections.abc import Sequence

from django.template.loader import render_to_string

from denyut.rhythm.asking import Asked, Stands, asked_about, running
from denyut.rhythm.lateness import Slot
from denyut.spine import clock
from denyut.talk.beside import beside


@beside("key_result", "rhythm.due")
def draw_due(ids: Sequence[int]) -> dict[int, str]:
    """When these key results are to be heard of next, or were; nothing for those that data feed. Eight queries at most.

    A card stands for a long time as it was drawn: the browser says how far that moment is from now.
    """
    asked = [
        one for one in asked_about(list(running().filter(pk__in=ids)), clock.now()) if one.stands is not Stands.FED
    ]
    return {one.kr.pk: render_to_string("rhythm/_due_moment.html", {"at": _next(one).at}) for one in asked}


def _next(one: Asked) -> Slot:
    is_done = one.stands is Stands.DONE and one.following is not None
    return one.following if is_done and one.following else one.slot
