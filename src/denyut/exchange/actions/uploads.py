"""Files on their way in through the web."""

from datetime import timedelta
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from denyut.exchange.models import Upload
from denyut.exchange.verbs import BEGUN, UPLOADED
from denyut.people.models import Person
from denyut.spine import clock, writer
from denyut.spine.access import Conflict, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

FOLDER = "imports"
KEPT = timedelta(days=1)


@deed("exchange.upload")
def upload(actor: Person, file: UploadedFile) -> Upload:  # type: ignore[type-arg]  # generic for the checker only
    """Keep a file until it is imported, a day at most. Raises Refused for whoever may not import."""
    require(actor, "exchange.import")
    for old in Upload.objects.filter(made_at__lt=clock.now() - KEPT).exclude(path=""):
        _forget_file(old)
    name = PurePath(file.name or "").name
    kept = Upload(person=actor, file_name=name[-200:], made_at=clock.now())
    kept.path = default_storage.save(f"{FOLDER}/{uuid4().hex}{PurePath(name).suffix.lower()[:6]}", file)
    kept.save(force_insert=True)
    record(UPLOADED, actor, kept, text=kept.file_name)
    return kept


@deed("exchange.begin_import")
def begin_import(actor: Person, kept: Upload, wishes: dict[str, Any]) -> Upload:
    """Decide how a file is imported; a job does it.

    Raises Refused for whoever may not import, Conflict when it began already.
    """
    require(actor, "exchange.import")
    kept = Upload.objects.select_for_update().get(pk=kept.pk, person=actor)
    if kept.begun_at is not None or not kept.path:
        raise Conflict(_("This file was imported already. Choose it again to import it anew."), code="begun")
    kept.wishes, kept.begun_at = wishes, clock.now()
    kept.save(update_fields=["wishes", "begun_at"])
    record(BEGUN, actor, kept, text=kept.file_name)
    return kept


def tell_progress(kept: Upload, done: int, total: int) -> None:
    """Note how far an import is, for the page that waits."""
    writer.run(lambda: Upload.objects.filter(pk=kept.pk).update(done=done, total=total))


def finish_upload(kept: Upload, result: dict[str, Any]) -> None:
    """Keep what the page shows at the end, and let the file go."""
    kept.result, kept.finished_at = result, clock.now()
    writer.run(lambda: Upload.objects.filter(pk=kept.pk).update(result=result, finished_at=kept.finished_at))
    writer.run(lambda: _forget_file(kept))


def _forget_file(kept: Upload) -> None:
    default_storage.delete(kept.path)
    Upload.objects.filter(pk=kept.pk).update(path="")
