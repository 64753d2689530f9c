"""Deeds on letters that come into a room."""

import hashlib
from collections.abc import Sequence

from django.utils.translation import gettext as _

from denyut.chat.actions.relaying import relay
from denyut.chat.actions.uploads import bring
from denyut.chat.models import Line, Room, Upload
from denyut.chat.storing import Kept
from denyut.hooks.letters.letter import Letter
from denyut.hooks.letters.quoting import own_words
from denyut.people.models import Person
from denyut.spine.access import require
from denyut.spine.deeds import deed

LONGEST_KEY = 190


@deed("hooks.take_letter")
def take_letter(
    actor: Person,
    room: Room,
    *,
    letter: Letter,
    as_name: str = "",
    kept: Sequence[Kept] = (),
    left_out: Sequence[str] = (),
) -> Line:
    """Put a letter into a room: what it says itself, below the line it answers. One that is there already changes nothing.

    The actor wrote it, or with `as_name` brings it in under that name; a bot brings in what the room's mailbox takes.
    `kept` are its files, stored before; `left_out` the names of those that were not. Raises Refused.
    """
    require(actor, "hooks.take_letter", room)
    thread = _answered(room, letter)
    line = relay(
        actor,
        room,
        text=_words(letter, left_out, is_answer=thread is not None),
        external_key=key_of(letter.number) if letter.number else None,
        as_name=as_name,
        thread=thread,
        said_at=letter.at,
        may_call=not actor.is_bot,
    )
    for one in kept:
        upload = bring(actor, room, kept=one)
        Upload.objects.filter(pk=upload.pk).update(line=line)
    return line


def is_here(room: Room, letter: Letter) -> bool:
    """Whether the room has this letter already."""
    return bool(letter.number) and Line.objects.filter(room=room, external_key=key_of(letter.number)).exists()


def key_of(number: str) -> str:
    """What a line remembers of a letter's Message-ID."""
    key = f"mail:{number}"
    return key if len(key) <= LONGEST_KEY else f"mail:{hashlib.sha256(number.encode()).hexdigest()}"


def _answered(room: Room, letter: Letter) -> Line | None:
    """The first line of the thread to which a letter belongs: that of the nearest letter it names."""
    keys = [key_of(number) for number in letter.before]
    found = {line.external_key: line for line in Line.objects.filter(room=room, external_key__in=keys[:50])}
    nearest = next((found[key] for key in keys if key in found), None)
    return (nearest.thread or nearest) if nearest is not None else None


def _words(letter: Letter, left_out: Sequence[str], *, is_answer: bool) -> str:
    said = own_words(letter.text)
    title = f"**{letter.subject}**" if letter.subject and not is_answer else ""
    names = ", ".join(left_out)
    missing = _("Left out: %(names)s") % {"names": names} if names else ""
    return "\n\n".join(filter(None, [title, said, missing])) or letter.subject or _("(an empty letter)")
