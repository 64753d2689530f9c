"""What follows from the importer's news."""

from denyut.exchange.jobs import run_import
from denyut.exchange.verbs import BEGUN
from denyut.spine.models import Event
from denyut.spine.outlets import outlet


@outlet("exchange.imports", [BEGUN])
def import_later(event: Event) -> None:
    """Have the file imported, off the page's time."""
    if event.subject_id is not None:
        run_import.enqueue(event.subject_id)
