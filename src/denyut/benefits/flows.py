"""How long things take on the product's own pages, against what was promised."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from denyut.benefits.models import Friction
from denyut.benefits.weeks import WEEK, this_monday

WEEKS = 4
# What a check-in may cost a person: three presses, fifteen seconds in the middle.
PRESSES, SECONDS = 3, 15
BUDGETED = (Friction.Flow.CHECK_IN_FORM, Friction.Flow.CHECK_IN_CHAT, Friction.Flow.CHECK_IN_CARD)
type Spread = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A flow over the last weeks: how often, and the middle and the slow end of its seconds, presses and further pages.

    `is_within` says whether it keeps its budget; None where it has none.
    """

    title: str
    times: int
    seconds: tuple[int, int]
    presses: tuple[int, int]
    pages: tuple[int, int]
    is_within: bool | None


def flow_rows() -> list[FlowRow]:
    """All flows that were measured in the last four weeks. One query."""
    kept = list(Friction.objects.filter(week_on__gt=this_monday() - WEEK * WEEKS))
    return [_row(flow, [one for one in kept if one.flow == flow]) for flow in Friction.Flow if _has(kept, flow)]


def point_of(spread: Spread, share: float) -> int:
    """The value below or at which `share` of the cases lie. Pairs are (value, how often). Raises ValueError for none."""
    total = sum(times for _value, times in spread)
    if not total:
        raise ValueError("nothing was measured")
    ordered = sorted(spread)
    passed = accumulate(times for _value, times in ordered)
    return next(value for (value, _times), so_far in zip(ordered, passed, strict=True) if so_far >= share * total)


def _row(flow: Friction.Flow, kept: Sequence[Friction]) -> FlowRow:
    seconds, presses, pages = (
        _ends([(getattr(one, field), one.times) for one in kept]) for field in ("seconds", "presses", "pages")
    )
    is_within = presses[0] <= PRESSES and seconds[0] <= SECONDS if flow in BUDGETED else None
    return FlowRow(str(flow.label), sum(one.times for one in kept), seconds, presses, pages, is_within)


def _ends(spread: Spread) -> tuple[int, int]:
    return point_of(spread, 0.5), point_of(spread, 0.95)


def _has(kept: Iterable[Friction], flow: Friction.Flow) -> bool:
    return any(one.flow == flow and one.times for one in kept)
