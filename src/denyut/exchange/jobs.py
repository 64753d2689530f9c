"""Importing an uploaded file."""

import time
from collections.abc import Callable
from functools import partial

from django.core.files.storage import default_storage
from django.tasks import task
from django.utils import translation

from denyut.exchange.actions import finish_talk, finish_upload, tell_progress, tell_talk_progress
from denyut.exchange.bringing import TalkWishes, bring_in
from denyut.exchange.carrying import Tell
from denyut.exchange.importing import carry_out
from denyut.exchange.mapping import MappingError
from denyut.exchange.models import TalkImport, Upload
from denyut.exchange.pages import result_page
from denyut.exchange.talk_words import reason_of as reason_of_talk
from denyut.exchange.talks.opening import UnreadableTalk
from denyut.exchange.unreadable import reason_of
from denyut.exchange.wishes import Wishes
from denyut.lib.sheets import UnreadableSheet
from denyut.spine.access import Refused, Unavailable

# The page that waits looks once a second; each telling is a commit of its own.
PAUSE = 0.5


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
            report = carry_out(kept.person, sources, wishes.choices(), seldom(partial(tell_progress, kept)))
        except Unavailable:
            raise
        except UnreadableSheet as error:
            finish_upload(kept, {"failure": reason_of(error), "sheets": []})
        except (MappingError, Refused) as error:
            finish_upload(kept, {"failure": str(error), "sheets": []})
        else:
            finish_upload(kept, result_page(report))


@task()
def run_talk_import(import_id: int) -> None:
    """Bring a chat into its room, in the language of whoever wished it. A job that was killed begins again: nothing comes twice."""
    kept = TalkImport.objects.select_related("person", "room").filter(pk=import_id).first()
    if kept is None or kept.finished_at is not None or kept.begun_at is None:
        return
    with translation.override(kept.person.language):
        try:
            talk, report = bring_in(kept, TalkWishes(**kept.wishes), seldom(partial(tell_talk_progress, kept)))
        except Unavailable:
            raise
        except UnreadableTalk as error:
            finish_talk(kept, {"failure": reason_of_talk(error.code)})
        except Refused as error:
            finish_talk(kept, {"failure": str(error)})
        else:
            finish_talk(kept, report.as_json(), program=talk.program, count=report.made)


def seldom(tell: Tell, now: Callable[[], float] = time.monotonic) -> Tell:
    """Tells at once, then after half a second at the earliest, and the end in any case."""
    next_at = now()

    def told(done: int, total: int) -> None:
        nonlocal next_at
        if done >= total or now() >= next_at:
            next_at = now() + PAUSE
            tell(done, total)

    return told
