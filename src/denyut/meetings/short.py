"""A report is read in a minute: which of its items are told, and which are only counted. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# So many items of a section are told one by one.
TOLD = {"moved": 10, "risks": 8}
USUALLY = 6
RISKS = ("blocker", "warning", "blocker_stands", "blocker_closed", "warning_closed")

type Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Short:
    """What of a section is told; what moved without a turn and without a word about it; what fell behind or recovered with no check-in;
    and what is one too many.
    """

    told: Sequence[Facts]
    quiet: Sequence[Facts] = ()
    slipped: Sequence[Facts] = ()
    more: Sequence[Facts] = ()


def shortened(kind: str, items: Sequence[Facts]) -> Short:
    """The items of a section, sorted by whether there is something to say: a status that turned, somebody's words, a new risk."""
    most = TOLD.get(kind, USUALLY)
    if kind == "risks":
        items = sorted(items, key=lambda item: RISKS.index(item["kind"]))
    if kind != "moved":
        return Short(items[:most], more=items[most:])
    telling = [item for item in items if item["kind"] != "slipped" and (item["turn"] or item["why"])]
    quiet = [item for item in items if item["kind"] != "slipped" and not (item["turn"] or item["why"])]
    slipped = [item for item in items if item["kind"] == "slipped"]
    return Short(telling[:most], quiet, slipped, telling[most:])
