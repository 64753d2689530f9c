"""Looking for trouble before it finds somebody."""

from collections.abc import Callable, Iterator

from django.db import DatabaseError, InterfaceError

from denyut.exchange.export.whole import has_database
from denyut.site.storage.doctor import database, goals, log, place, program, surroundings, work
from denyut.site.storage.doctor.finding import Finding, Level, broken, doubtful

type Check = Callable[[], Finding]

__all__ = ["Finding", "Level", "examine", "examine_place"]

# What has to be well before the database is touched at all.
BEFORE: tuple[Check, ...] = (place.data_directory, program.database_program)
PLACE: tuple[Check, ...] = (program.python, place.room, place.privacy, place.secret_key)
SURROUNDINGS: tuple[Check, ...] = (surroundings.mail, surroundings.addresses)
TABLES: tuple[Check, ...] = (database.writing, database.whole, database.migrations)
CONTENT: tuple[Check, ...] = (
    log.chain,
    log.outlets,
    log.moments,
    work.jobs,
    goals.roll_up,
    surroundings.zones,
)


def examine() -> Iterator[Finding]:
    """Make every check that makes sense here, the cheap ones first."""
    yield from _made((*BEFORE, *PLACE, *SURROUNDINGS))
    if not has_database():
        yield doubtful("workspace", "There is no workspace here yet.", "Run: denyut serve")
        return
    tables = list(_made(TABLES))
    yield from tables
    if not any(finding.level == Level.FAIL and finding.name == "migrations" for finding in tables):
        yield from _made(CONTENT)


def examine_place() -> Iterator[Finding]:
    """Make the checks that a server needs before it starts."""
    yield from _made((*BEFORE, place.room, place.secret_key))


def _made(checks: tuple[Check, ...]) -> Iterator[Finding]:
    for check in checks:
        try:
            yield check()
        except (DatabaseError, InterfaceError, OSError) as error:
            yield broken(check.__name__, str(error).strip(), "Put that right, then look again.")
