"""/imports: files that were brought in, and taking them back."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.exchange.actions import undo_import
from denyut.exchange.models import Import as ImportRow
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.people.models import Person


class Import(Schema):
    """One import of a file. `counts` goes from noun to state to number, `problems` are rows that were refused; `undoing` is
    what an undo left alone, with the reason."""

    id: int
    person: int = Field(alias="person_id")
    file_name: str
    counts: dict[str, dict[str, int]]
    problems: list[dict[str, Any]]
    at: datetime
    finished_at: datetime | None
    undone_at: datetime | None
    undone_by: int | None = Field(alias="undone_by_id")
    undoing: list[dict[str, Any]]


def visible(caller: Person) -> QuerySet[ImportRow]:
    """One's own imports; administrators and auditors see all."""
    return ImportRow.objects.visible_to(caller)


IMPORTS = Resource("imports", Import, visible)
router = Router()
offer_list(router, IMPORTS)
offer_one(router, IMPORTS)
offer_deed(router, "POST", "/imports/{int:id}/undoing", undo_import, answers=IMPORTS, subject=IMPORTS)
