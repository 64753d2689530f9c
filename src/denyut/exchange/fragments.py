"""What bringing in adds to a room's lines: from which program they came."""

from collections.abc import Sequence

from denyut.chat.drawn import PARTS
from denyut.chat.models import Line
from denyut.exchange.talk_words import PROGRAMS


def came_from(lines: Sequence[Line]) -> dict[int, str]:
    """The programs from which lines were brought in, by the lines' ids. No query."""
    return {line.pk: PROGRAMS.get(str(line.facts.get("program")), "") for line in lines if "brought" in line.facts}


PARTS["came_from"] = came_from
