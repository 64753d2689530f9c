"""What another program's chat says, as plain values."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from denyut.lib.dates import Order

type Program = Literal["whatsapp", "slack", "mattermost"]


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who spoke there: `key` is what that program calls them, `email` is empty where it does not say."""

    key: str
    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a message. `member` is where it stands in the export, empty where the export left it out."""

    name: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One emoji that somebody put onto a message."""

    emoji: str
    author: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `key` stays the same in every export of the same chat; `thread` is the key of the message that it answers.

    `text` is Markdown. `row` is its line in the file. `has_left_out` says that the export kept a picture or a file of it back.
    """

    key: str
    author: str
    at: datetime
    text: str
    row: int = 0
    thread: str = ""
    files: tuple[Attached, ...] = ()
    marks: tuple[Mark, ...] = ()
    edited_at: datetime | None = None
    has_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: where it stands, why (a code), and the beginning of what stands there."""

    row: int
    code: str
    text: str = ""
    place: str = ""


@dataclass(slots=True)
class Conversation:
    """One channel, group or talk, the oldest message first. `notices` counts the program's own lines, which are left out."""

    name: str
    said: list[Said] = field(default_factory=list)
    notices: int = 0


@dataclass(frozen=True, slots=True)
class Dated:
    """How a moment was read: as it is written, and as it is meant, in the zone of the reader."""

    written: str
    meant: datetime


@dataclass(slots=True)
class Talk:
    """All that an export says. `order` is there where days are written as numbers; `is_sure` says whether no other order fits them."""

    program: Program
    authors: dict[str, Author] = field(default_factory=dict)
    conversations: list[Conversation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    order: Order | None = None
    is_sure: bool = True
    examples: list[Dated] = field(default_factory=list)

    def conversation(self, name: str) -> Conversation | None:
        """The conversation of this name, or the one with most messages."""
        named = next((one for one in self.conversations if one.name == name), None)
        return named or max(self.conversations, key=lambda one: len(one.said), default=None)


def excerpt(text: str) -> str:
    """The beginning of what could not be read."""
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:80]}…"
