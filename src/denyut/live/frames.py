"""Events turned into frames: the pieces of open pages they change, drawn once per language with no viewer in them."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils import translation

from denyut.spine.fragments import FRAGMENTS
from denyut.spine.models import Event
from denyut.spine.verbs import TOUCHED_TOO, VERBS, Touch

type Key = tuple[str, int, str]

log = logging.getLogger("denyut.live")


@dataclass(frozen=True, slots=True)
class Frame:
    """A piece of a page in one language, for whoever listens to one of its topics, as `data:` lines of a stream.

    `key` (fragment, id, place on the page) says which piece: a later frame of the same key stands for all earlier ones.
    """

    key: Key
    topics: frozenset[str]
    lines: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as the streams know it: its number, the topics it touches, its frames in each language that is read.

    Nothing was drawn for `unheard` topics, on which nobody listened then: a page that comes back to one asks the log.
    """

    seq: int
    topics: frozenset[str]
    frames: dict[str, tuple[Frame, ...]]
    unheard: frozenset[str] = frozenset()


def entries(
    events: Sequence[Event],
    languages: Iterable[str],
    only: frozenset[str] | None = None,
    *,
    heard: frozenset[str] | None = None,
) -> list[Entry]:
    """Draw what these events changed, each piece once, however many touched it.

    `only` leaves out other topics altogether; of those that are not `heard` it is kept that they were touched, and nothing is drawn.
    """
    touches = {event.pk: touched(event, only) for event in events}
    everything = [touch for some in touches.values() for touch in some if heard is None or touch.topic in heard]
    drawn = {language: draw(everything, language) for language in languages} if everything else {}
    return [_entry(seq, some, drawn, heard) for seq, some in touches.items()]


def _entry(seq: int, touches: list[Touch], drawn: dict[str, dict[Key, Frame]], heard: frozenset[str] | None) -> Entry:
    topics = frozenset(touch.topic for touch in touches)
    shown = [touch for touch in touches if heard is None or touch.topic in heard]
    return Entry(seq, topics, _frames_of(shown, drawn), topics - heard if heard is not None else frozenset())


def touched(event: Event, only: frozenset[str] | None = None) -> list[Touch]:
    """What an event changes on open pages. A verb that fails to say, or is no longer known, changes nothing."""
    if event.verb not in VERBS:
        return []
    sources = [VERBS[event.verb].touches, *TOUCHED_TOO.get(event.verb, ())]
    said = [_guarded(partial(_all, source, event), event.verb) or [] for source in sources]
    return [t for touches in said for t in touches if t.name in FRAGMENTS and (only is None or t.topic in only)]


def _all(source: Callable[[Event], Iterable[Touch]], event: Event) -> list[Touch]:
    return list(source(event))


def draw(touches: Iterable[Touch], language: str) -> dict[Key, Frame]:
    """The current look of everything touched, in one language, with one call to each fragment."""
    topics: dict[Key, set[str]] = {}
    for touch in touches:
        topics.setdefault(_key(touch), set()).add(touch.topic)
    ids: dict[str, dict[int, None]] = {}
    for name, number, _place in topics:
        ids.setdefault(name, {})[number] = None
    with translation.override(language):
        drawings = {name: _guarded(partial(FRAGMENTS[name].draw, list(some)), name) for name, some in ids.items()}
    return {
        key: _frame(key, frozenset(topics[key]), drawings[key[0]]) for key in topics if drawings[key[0]] is not None
    }


def joined(frames: Iterable[Frame], seq: int) -> bytes:
    """One message of a stream: the frames, and the number a page has seen once it has them."""
    return b"id: %d\n%b\n" % (seq, b"".join(frame.lines for frame in frames))


def _guarded[T](work: Callable[[], T], name: str) -> T | None:
    try:
        return work()
    except Exception:  # a feature's fault must not silence the pages of all others
        log.exception("%s could not be drawn", name)
        return None


def _frames_of(touches: list[Touch], drawn: dict[str, dict[Key, Frame]]) -> dict[str, tuple[Frame, ...]]:
    keys = dict.fromkeys(_key(touch) for touch in touches)
    return (
        {language: tuple(frames[key] for key in keys if key in frames) for language, frames in drawn.items()}
        if keys
        else {}
    )


def _key(touch: Touch) -> Key:
    fragment = FRAGMENTS[touch.name]
    number = touch.topic.partition(":")[2] if fragment.how == "append" else touch.id
    return touch.name, touch.id, fragment.target.replace("%d", str(number))


def _frame(key: Key, topics: frozenset[str], drawings: dict[int, str] | None) -> Frame:
    name, number, place = key
    html, element = (drawings or {}).get(number), FRAGMENTS[name].element.replace("%d", str(number))
    is_appended = FRAGMENTS[name].how == "append"
    if html is None:
        what = f'data-remove="{"#" + element if is_appended else place}"'
    elif is_appended:
        what = f'data-append="{place}" data-id="{element}"'
    else:
        what = f'data-replace="{place}"'
    listeners = " ".join(sorted(topics))
    return Frame(key, topics, _data_lines(f'<template data-topics="{listeners}" {what}>{html or ""}</template>'))


def _data_lines(text: str) -> bytes:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return b"".join(b"data: %b\n" % line.encode() for line in lines)
