"""The chat's own door: a line that starts with a slash is a command, anything else is said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from denyut.chat.actions import say
from denyut.chat.ding_words import numbered
from denyut.chat.models import Line, Room
from denyut.people.models import Person
from denyut.spine import commands
from denyut.spine.access import Invalid, require
from denyut.spine.events import Via
from denyut.talk.asking import ASKED, asked_by
from denyut.talk.listening import Said, heard


@dataclass(frozen=True)
class Help:
    """One command explained: how it is written, what it does, an example."""

    usage: str
    about: str | Promise
    example: str


@dataclass(frozen=True)
class Reply:
    """What came of a line: the `line` said, the object a command `made`, or `help` for its author alone.

    `answers` are what listeners tell the author of a line, as safe HTML.
    """

    line: Line | None = None
    made: Any = None
    help: list[Help] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Beside:
    """What comes with the words of a line; each as `say` takes it."""

    thread: Line | None = None
    quoted: Line | None = None
    must_confirm: bool = False
    uploads: Sequence[int] = ()
    is_shown_in_room: bool = False


BARE = Beside()


def receive(actor: Person, room: Room, text: str, *, key: str, surface: str = "chat", beside: Beside = BARE) -> Reply:
    """Say a line, with what comes `beside` its words, or do the command it is.

    Raises what `say` and the command's deed raise; then nothing was said.
    """
    require(actor, "chat.say", room)
    text = text.strip()
    if beside.uploads and commands.is_command(text):
        reason = _("A command takes no files along. Send them as a message of their own.")
        raise Invalid(reason, code="files", field="uploads")
    if text.lower().split(maxsplit=1)[:1] == ["/help"]:
        return Reply(help=explained())
    asked = asked_by(text)
    if asked is not None:
        return Reply(answers=[asked.answer(actor)])
    via = Via(surface, key, f"room:{room.pk}")
    if commands.is_command(text):
        return Reply(made=commands.run(actor, numbered(room, text), via))
    line = say.via(via)(
        actor,
        room,
        text=text.removeprefix("/") if text.startswith("//") else text,
        thread=beside.thread,
        quoted=beside.quoted,
        must_confirm=beside.must_confirm,
        uploads=beside.uploads,
        is_shown_in_room=beside.is_shown_in_room,
    )
    return Reply(line=line, answers=heard(Said(actor, room.pk, line.pk, line.text, surface)))


def explained() -> list[Help]:
    """All commands, by name."""
    told = [(name, Help(c.usage(), c.about, c.example)) for name, c in commands.COMMANDS.items()]
    told += [(name, Help(f"/{name}", one.about, f"/{name}")) for name, one in ASKED.items()]
    return [one for _name, one in sorted(told, key=lambda pair: (pair[0], pair[1].usage))]
