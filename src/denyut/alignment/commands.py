"""Alignment in the chat."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from denyut.alignment.finding import find_goal
from denyut.okr.actions import propose_edge
from denyut.okr.ends import Goal
from denyut.okr.models import Edge, Objective
from denyut.people.models import Person
from denyut.spine.commands import command
from denyut.spine.deeds import Deed


def align(
    actor: Person,
    goal: Goal,
    *,
    to: str,
    kind: str = Edge.EdgeKind.SUPPORTS,
    weight: Decimal | None = None,
    note: str = "",
) -> Edge:
    """Propose a link in the words of a chat line. Raises NotThere for a goal that is not there, and as `propose_edge` does."""
    target = find_goal(actor, to)
    words: dict[str, Any] = {f"from_{_side(goal)}": goal, f"to_{_side(target)}": target}
    return propose_edge.function(actor, kind=kind.lower(), weight=weight, note=note, **words)


def _side(goal: Goal) -> str:
    return "objective" if isinstance(goal, Objective) else "key_result"


command(
    "align",
    Deed("okr.propose_edge", align),
    find=find_goal,
    takes=("to", "note"),
    named=("kind", "weight"),
    about=_("Offer to align a goal with another one"),
    example='/align O-2 O-1 "We bring the answers"',
)
