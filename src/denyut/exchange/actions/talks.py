"""Deeds on another program's chat: keeping the file, deciding, and what is told at the end."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import PurePath
from typing import IO, Any
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from denyut.chat.actions import open_room
from denyut.chat.models import Room
from denyut.exchange.models import TalkImport
from denyut.exchange.verbs import TALK_BEGUN, TALK_BROUGHT_IN, TALK_UPLOADED
from denyut.people.models import Person
from denyut.spine import clock, writer
from denyut.spine.access import Conflict, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

FOLDER = "imports"
KEPT = timedelta(days=1)


@deed("exchange.upload_talk")
def upload_talk(actor: Person, file: IO[bytes], *, file_name: str, room: Room | None = None) -> TalkImport:
    """Keep another program's chat until it is brought in, a day at most; `room` is where it goes, None for a new one.

    Raises Refused for whoever may not bring it there.
    """
    require(actor, "exchange.import")
    if room is not None:
        require(actor, "exchange.bring_in_talk", room)
    for old in TalkImport.objects.filter(made_at__lt=clock.now() - KEPT).exclude(path=""):
        forget_talk_file(old)
    name = PurePath(file_name.replace("\\", "/")).name[-200:]
    kept = TalkImport(person=actor, room=room, file_name=name, made_at=clock.now())
    kept.path = default_storage.save(f"{FOLDER}/{uuid4().hex}{PurePath(name).suffix.lower()[:6]}", File(file))
    kept.save(force_insert=True)
    record(TALK_UPLOADED, actor, kept, text=kept.file_name)
    return kept


@deed("exchange.begin_talk")
def begin_talk(actor: Person, kept: TalkImport, wishes: Mapping[str, Any], *, room_name: str = "") -> TalkImport:
    """Decide how a chat is brought in; a job does it. Without a room one is opened under `room_name`, by invitation.

    Raises Refused for whoever may not, Conflict when it began already.
    """
    kept = TalkImport.objects.select_for_update(of=("self",)).select_related("room").get(pk=kept.pk, person=actor)
    if kept.begun_at is not None or not kept.path:
        raise Conflict(_("This file was imported already. Choose it again to import it anew."), code="begun")
    if kept.room is None:
        kept.room = open_room(actor, name=room_name, kind=Room.RoomKind.CLOSED)
    require(actor, "exchange.bring_in_talk", kept.room)
    kept.wishes, kept.begun_at = dict(wishes), clock.now()
    kept.save(update_fields=["room", "wishes", "begun_at"])
    record(TALK_BEGUN, actor, kept, facts={"room": kept.room.pk}, text=kept.file_name)
    return kept


def tell_talk_progress(kept: TalkImport, done: int, total: int) -> None:
    """Note how far it is, for the page that waits."""
    writer.run(lambda: TalkImport.objects.filter(pk=kept.pk).update(done=done, total=total))


def finish_talk(kept: TalkImport, result: dict[str, Any], *, program: str = "", count: int = 0) -> None:
    """Keep what the page shows at the end, tell the log once of all that came, and let the file go."""

    def work() -> None:
        kept.result, kept.finished_at, kept.program = result, clock.now(), program
        kept.save(update_fields=["result", "finished_at", "program"])
        if program:
            facts = {"room": kept.room_id, "count": count, "import": kept.pk, "program": program}
            record(TALK_BROUGHT_IN, kept.person, kept, place=f"room:{kept.room_id}", facts=facts, text=kept.file_name)
        forget_talk_file(kept)

    writer.run(work)


def forget_talk_file(kept: TalkImport) -> None:
    """Inside a deed: delete the file of an import."""
    default_storage.delete(kept.path)
    TalkImport.objects.filter(pk=kept.pk).update(path="")
