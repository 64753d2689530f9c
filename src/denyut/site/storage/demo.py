"""The demo's data directory: loaded once, thrown away on request, and never mistaken for a real workspace."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from denyut.demo.load import is_loaded, load
from denyut.exchange.everything import is_empty
from denyut.exchange.export.archive import remove
from denyut.exchange.export.progress import Progress
from denyut.site.storage.backup import SECRET
from denyut.site.storage.migrations import bring_up_to_date
from denyut.site.storage.restore import REPLACED
from denyut.spine import clock
from denyut.spine.access import Conflict


def be_loaded(progress: Progress, *, language: str, is_reset: bool = False) -> bool:
    """Have the demo company in this data directory, with `is_reset` afresh. Returns whether it had to be loaded.

    Raises Conflict when another company lives here: the demo lets everybody in as anybody.
    """
    bring_up_to_date()
    if not is_empty() and not is_loaded():
        raise Conflict(
            "%(data)s holds a real workspace, and the demo lets everybody in. Choose another directory with --data."
            % {"data": settings.DATA_DIR},
            code="not_demo",
        )
    if is_reset:
        _clear()
    if not is_empty():
        return False
    progress("Loading the demo company", 0, 0)
    load(clock.now().date(), language=language, say=lambda what, share: progress(what, round(share * 100), 100))
    return True


def _clear() -> None:
    if connection.vendor == "sqlite":
        connection.close()
        for name in REPLACED - {SECRET}:
            remove(Path(settings.DATA_DIR) / name)
        bring_up_to_date()
    else:
        call_command("flush", verbosity=0, interactive=False)
