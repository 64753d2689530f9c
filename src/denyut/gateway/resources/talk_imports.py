"""/talk-imports: chats of other programs that were brought in, and taking them back."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.exchange.actions import undo_talk
from denyut.exchange.models import TalkImport as TalkImportRow
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.people.models import Person


class TalkImport(Schema):
    """Another program's chat that you brought into a room. `result` says how many messages are new (`made`) or were there before (`same`),
    and what could not be read."""

    id: int
    room: int | None = Field(alias="room_id")
    file_name: str
    program: str
    result: dict[str, Any]
    made_at: datetime
    begun_at: datetime | None
    finished_at: datetime | None
    undone_at: datetime | None


def visible(caller: Person) -> QuerySet[TalkImportRow]:
    """One's own."""
    return TalkImportRow.objects.filter(person=caller)


TALK_IMPORTS = Resource("talk-imports", TalkImport, visible)
router = Router()
offer_list(router, TALK_IMPORTS)
offer_one(router, TALK_IMPORTS)
offer_deed(router, "POST", "/talk-imports/{int:id}/undoing", undo_talk, answers=TALK_IMPORTS, subject=TALK_IMPORTS)
