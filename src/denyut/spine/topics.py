"""Topics: what a page can listen to ("okr", "okr:12", "room:7"). Each kind names the rule that says who may."""

from collections.abc import Callable
from typing import Any

from denyut.spine.access import Denied, Verdict

TOPICS: dict[str, Callable[[Any, int | None], Verdict]] = {}


def topic(kind: str) -> Callable[[Callable[[Any, int | None], Verdict]], Callable[[Any, int | None], Verdict]]:
    """Declare who may listen to topics of this kind: a rule of the person and the id (None for the kind as a whole)."""

    def declare(rule: Callable[[Any, int | None], Verdict]) -> Callable[[Any, int | None], Verdict]:
        TOPICS[kind] = rule
        return rule

    return declare


def may_listen(person: Any, name: str) -> Verdict:
    """Ask whether this person may listen to the topic `name`. An unknown topic is denied like a closed one."""
    kind, _colon, number = name.partition(":")
    if kind not in TOPICS or (number and not (number.isdecimal() and len(number) < 18)):
        return Denied("", code="unknown_topic")
    return TOPICS[kind](person, int(number) if number else None)
