"""What the ways in add to a room's lines: who brought in what stands under another name."""

from collections.abc import Sequence

from denyut.chat.drawn import PARTS
from denyut.chat.models import Line


def brought_in_by(lines: Sequence[Line]) -> dict[int, str]:
    """The names of those who brought in lines that were said elsewhere, by the lines' ids. Their authors must be loaded."""
    return {line.pk: line.author.name for line in lines if line.as_name}


PARTS["relayed"] = brought_in_by
