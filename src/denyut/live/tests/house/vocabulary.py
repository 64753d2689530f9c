"""What can happen in the small house: somebody speaks in a room, renames a thing, or shuts somebody out."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import get_language

from denyut.spine.access import ALLOWED, Denied, Verdict
from denyut.spine.fragments import Fragment
from denyut.spine.models import Event
from denyut.spine.verbs import Touch, Verb

GONE = 404


def _line(event: Event) -> Iterable[Touch]:
    yield Touch(f"room:{event.facts['room']}", "test.line", event.pk)


def _thing(event: Event) -> Iterable[Touch]:
    yield Touch("things", "test.thing", event.facts["thing"])
    yield Touch(f"things:{event.facts['thing']}", "test.thing", event.facts["thing"])


def _shut_out(event: Event) -> Iterable[tuple[int, str]]:
    yield event.facts["person"], f"room:{event.facts['room']}"


def draw_lines(ids: Sequence[int]) -> dict[int, str]:
    """Each line with its number and its language."""
    return {pk: f'<li id="line-{pk}">line {pk} in {get_language()}</li>' for pk in ids if pk != GONE}


def draw_things(ids: Sequence[int]) -> dict[int, str]:
    """Each thing with its number and its language, on two lines."""
    return {pk: f'<tr id="thing-{pk}">\n{pk} in {get_language()}</tr>' for pk in ids if pk != GONE}


def may_hear_room(person: Any, number: int | None) -> Verdict:
    """A room is for those who have its number in their address: mei+7@example.org."""
    return ALLOWED if str(number) in person.email.partition("@")[0].split("+") else Denied("", code="not_there")


def may_hear_things(person: Any, number: int | None) -> Verdict:
    """Things are for everybody."""
    return ALLOWED


SAID = Verb("test.said", "said", touches=_line)
RENAMED = Verb("test.renamed", "renamed", touches=_thing)
SHUT_OUT = Verb("test.shut_out", "shut out", withdraws=_shut_out)
VERBS = {verb.name: verb for verb in (SAID, RENAMED, SHUT_OUT)}
FRAGMENTS = {
    "test.line": Fragment("test.line", draw_lines, "append", "#room-%d-lines", "line-%d"),
    "test.thing": Fragment("test.thing", draw_things, "replace", "#thing-%d", ""),
}
TOPICS = {"room": may_hear_room, "things": may_hear_things}
