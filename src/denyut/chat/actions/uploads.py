"""Deeds on files: bringing one into a room, and leaving it out again before it is sent."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from denyut.chat.models import Room, Upload
from denyut.chat.storing import Kept, let_go
from denyut.people.models import Person
from denyut.spine import clock, writer
from denyut.spine.access import Invalid, NotThere, require
from denyut.spine.deeds import deed

WAITING_AT_MOST = 20
FORGOTTEN_AFTER = timedelta(hours=24)


@deed("chat.bring")
def bring(actor: Person, room: Room, *, kept: Kept, seconds: int | None = None) -> Upload:
    """Bring a stored file into a room; it is sent with a message, by its id. `seconds` is the length of a voice note.

    Raises Refused where the actor may not speak, Invalid when twenty wait already.
    """
    require(actor, "chat.say", room)
    if Upload.objects.filter(person=actor, room=room, line=None).count() >= WAITING_AT_MOST:
        raise Invalid(_("Twenty files wait to be sent. Send them first."), code="too_many", field="file")
    return Upload.objects.create(
        room=room,
        person=actor,
        kind=kept.kind,
        name=kept.name,
        media_type=kept.media_type,
        size=kept.size,
        digest=kept.digest,
        stored=kept.stored,
        preview=kept.preview,
        width=kept.width,
        height=kept.height,
        seconds=min(seconds, 86_400) if seconds else None,
        made_at=clock.now(),
    )


@deed("chat.leave_out")
def leave_out(actor: Person, upload: Upload) -> Room:
    """Leave out a file that was not sent yet. Raises NotThere for one that is sent, or somebody else's."""
    found = Upload.objects.filter(pk=upload.pk, person=actor, line=None).select_related("room").first()
    if found is None:
        raise NotThere(_("This file is not there any more."), code="gone")
    found.delete()
    _let_go_then(found)
    return found.room


def forget_files() -> int:
    """Delete what was brought and never sent within a day, and the files of recalled messages. Returns how many went."""
    return writer.run(_forget)


def _forget() -> int:
    unsent = Upload.objects.filter(line=None, made_at__lt=clock.now() - FORGOTTEN_AFTER)
    recalled = Upload.objects.filter(line__recalled_at__isnull=False)
    gone = [*unsent[:500], *recalled[:500]]
    # A forwarded file is stored once: it stays while another message still shows it.
    others = Upload.objects.filter(stored__in=[one.stored for one in gone]).exclude(pk__in=[one.pk for one in gone])
    shared = set(others.values_list("stored", flat=True))
    Upload.objects.filter(pk__in=[one.pk for one in gone]).delete()
    for one in gone:
        if one.stored not in shared:
            _let_go_then(one)
    return len(gone)


def _let_go_then(upload: Upload) -> None:
    """Delete what was stored of a file once its row is gone for good: a deed that fails later brings the row back, and nothing the file."""
    transaction.on_commit(partial(let_go, upload.stored, upload.preview), robust=True)
