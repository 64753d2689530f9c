"""What the commands of this installation share: plain help, one clear sentence for what can't be done, exit code 2."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, InterfaceError

from denyut.site.storage.teller import Teller
from denyut.spine.access import Refused

NOT_POSSIBLE = 2


class StorageCommand(BaseCommand):
    """A command on the data directory. What it refuses it says in one sentence on stderr."""

    requires_system_checks = []
    suppressed_base_arguments = {
        "--version",
        "--verbosity",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
        "--skip-checks",
    }

    def add_arguments(self, parser: CommandParser) -> None:
        # Taken out of the arguments before the settings are read; named here so that --help tells of it.
        parser.add_argument("--data", metavar="DIR", help="the data directory (default: DENYUT_DATA, else ./data)")

    def execute(self, *args: Any, **options: Any) -> Any:
        try:
            return super().execute(*args, **options)
        except Refused as refusal:
            sentence = str(refusal)
        except (DatabaseError, InterfaceError) as error:
            sentence = "The database refused: %(error)s" % {"error": str(error).strip()}
        except OSError as error:
            sentence = _in_words(error)
        self.stderr.write(sentence)
        sys.exit(NOT_POSSIBLE)

    def teller(self) -> Teller:
        """Tells on stderr how far the work has come."""
        return Teller(sys.stderr)


def _in_words(error: OSError) -> str:
    reason = os.strerror(error.errno) if error.errno else str(error)
    if error.filename:
        return "%(file)s: %(reason)s" % {"file": error.filename, "reason": reason}
    return reason
