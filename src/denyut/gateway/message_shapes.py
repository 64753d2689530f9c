"""What is said in rooms, as JSON shows it."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from denyut.chat.models import Line


class Reaction(Schema):
    """One emoji of one person."""

    emoji: str
    person: int = Field(alias="person_id")


class Message(Schema):
    """One thing said in a room. The room's own line about something that happened has another kind than "talk", and its `facts`.

    An answer belongs to a `thread`, the id of a first message, which counts its `replies`; `quoted` is the message that it is about. In
    `text` somebody is named as "@Mei Lin#4", a department as "@Customer Service#d2", the whole room as "@all". What was recalled keeps
    no text. `as_name` is its author's name in the system that it came from.
    """

    id: int
    room: int = Field(alias="room_id")
    author: int = Field(alias="author_id")
    as_name: str
    kind: str
    text: str
    facts: dict[str, Any]
    thread: int | None = Field(alias="thread_id")
    quoted: int | None = Field(alias="quoted_id")
    must_confirm: bool
    replies: int
    reactions: list[Reaction]
    is_pinned: bool
    said_at: datetime
    edited_at: datetime | None
    recalled_at: datetime | None

    @staticmethod
    def resolve_is_pinned(line: Line) -> bool:
        return hasattr(line, "pin")

    @staticmethod
    def resolve_reactions(line: Line) -> list[Any]:
        return list(line.reactions.all())


class Wording(Schema):
    """How a message read before it was edited; `number` 1 is the first."""

    id: int
    message: int = Field(alias="line_id")
    number: int
    text: str
    said_at: datetime
