"""Importing an uploaded file."""

from functools import partial

from django.core.files.storage import default_storage
from django.tasks import task
from django.utils import translation

from denyut.exchange.actions import finish_upload, tell_progress
from denyut.exchange.importing import carry_out
from denyut.exchange.mapping import MappingError
from denyut.exchange.models import Upload
from denyut.exchange.pages import result_page
from denyut.exchange.unreadable import reason_of
from denyut.exchange.wishes import Wishes
from denyut.lib.sheets import UnreadableSheet
from denyut.spine.access import Refused, Unavailable


@task()
def run_import(upload_id: int) -> None:
    """Import an upload in its owner's language. A job that was killed begins again: what is in already stays the same."""
    kept = Upload.objects.select_related("person").filter(pk=upload_id).first()
    if kept is None or kept.finished_at is not None or not default_storage.exists(kept.path):
        return
    with translation.override(kept.person.language):
        try:
            wishes = Wishes.from_json(kept.wishes)
            sources = wishes.sources(kept)
            report = carry_out(kept.person, sources, wishes.choices(), partial(tell_progress, kept))
        except Unavailable:
            raise
        except UnreadableSheet as error:
            finish_upload(kept, {"failure": reason_of(error), "sheets": []})
        except (MappingError, Refused) as error:
            finish_upload(kept, {"failure": str(error), "sheets": []})
        else:
            finish_upload(kept, result_page(report))
