"""/rooms/…/files: bringing files into rooms, and what was sent."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema, Status
from ninja.files import UploadedFile
from ninja.params.functions import File, Form
from pydantic import Field

from denyut.chat import models
from denyut.chat.actions import bring, leave_out
from denyut.chat.storing import keep, let_go
from denyut.gateway.auth import caller_of, via_rest
from denyut.gateway.description import about_writing
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.rooms import ROOMS
from denyut.gateway.values import Reference
from denyut.people.models import Person
from denyut.spine.access import Refused, require


class Upload(Schema):
    """A file of a room. `message` is null until it is sent with one; `url` gives it to whoever finds the room. Sizes are in bytes."""

    id: int
    room: int = Field(alias="room_id")
    message: int | None = Field(alias="line_id")
    person: int = Field(alias="person_id")
    kind: str
    name: str
    media_type: str
    size: int
    width: int | None
    height: int | None
    seconds: int | None
    made_at: datetime
    url: str

    @staticmethod
    def resolve_url(upload: models.Upload) -> str:
        """Where the file is."""
        return reverse("chat:file", args=[upload.pk])


def visible(caller: Person) -> QuerySet[models.Upload]:
    """Files of the rooms that the caller finds, and the caller's own that were not sent yet."""
    return models.Upload.objects.visible_to(caller)


UPLOADS = Resource(
    "files", Upload, visible, {"room": (Reference, "room"), "message": (Reference, "line"), "kind": (str, "kind")}
)
router = Router()
_FILE: Any = File(...)
_SECONDS: Any = Form(None, ge=1, le=86_400)
offer_list(router, UPLOADS)
offer_one(router, UPLOADS)
offer_deed(router, "POST", "/files/{int:id}/leave", leave_out, answers=ROOMS, subject=UPLOADS)


@router.post(
    "/rooms/{int:id}/files",
    response={201: Upload},
    operation_id="bring",
    summary="Bring a file",
    **about_writing(),
)
def bring_file(
    request: HttpRequest,
    id: int,
    file: UploadedFile = _FILE,
    seconds: int | None = _SECONDS,
) -> Status[Any]:
    """Bring a file into a room, as a form with the part `file`; send it with a message by its id, in `uploads`. At most 50 MB."""
    caller = caller_of(request)
    room = ROOMS.found(caller, id)
    require(caller, "chat.say", room)
    kept = keep(file, file.name or "", is_voice=bool(seconds))
    try:
        brought = bring.via(via_rest(request))(caller, room, kept=kept, seconds=seconds)
    except Refused:
        let_go(kept.stored, kept.preview)
        raise
    return Status(201, UPLOADS.shown(caller, brought.pk))
