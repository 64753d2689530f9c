"""What follows from the importer's news."""

from denyut.exchange.jobs import run_import, run_talk_import
from denyut.exchange.verbs import BEGUN, TALK_BEGUN
from denyut.spine.models import Event
from denyut.spine.outlets import outlet


@outlet("exchange.imports", [BEGUN])
def import_later(event: Event) -> None:
    """Have the file imported, off the page's time."""
    if event.subject_id is not None:
        run_import.enqueue(event.subject_id)


@outlet("exchange.talks", [TALK_BEGUN])
def bring_talk_later(event: Event) -> None:
    """Have the chat brought in, off the page's time. The command line does it by itself."""
    if event.subject_id is not None and event.surface != "cli":
        run_talk_import.enqueue(event.subject_id)
