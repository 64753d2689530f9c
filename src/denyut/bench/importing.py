"""How long a large file of goals takes: looking at it, importing it, and undoing it as a whole."""

import csv
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import transaction

from denyut.bench.inside import Lap, laps
from denyut.bench.seed import ALWAYS
from denyut.bench.seed.people import Crew, hire
from denyut.bench.server import Failed
from denyut.bench.sizes import Size
from denyut.bench.table import Figure
from denyut.exchange.actions import undo_import
from denyut.exchange.importing import carry_out, preview
from denyut.exchange.lookup import Choices
from denyut.exchange.sources import open_sources
from denyut.okr.actions import open_cycle

EACH = 5
NAMES = (
    "Objective ID",
    "Objective",
    "Owner",
    "Quarter",
    "Key Result ID",
    "Key Result",
    "Unit",
    "Start value",
    "Target value",
    "Current value",
    "Weight",
)


def measure(size: Size) -> list[Figure]:
    """Import one CSV file with five key results for each objective, current values and weights among its columns."""
    chance = Random(ALWAYS)  # noqa: S311  the same file each time is the point
    with transaction.atomic():
        crew = hire(size.people, chance)
    actor = crew.administrator
    open_cycle(actor, name="Q1 2027", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))
    number = size.objectives * EACH
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        path = Path(folder) / "goals.csv"
        write(path, crew, size.objectives, chance)
        read = once(lambda: open_sources(path))
        looked = once(lambda: preview(actor, read.result, Choices()))
        took = once(lambda: carry_out(actor, read.result, Choices(), planned=looked.result))
    done = took.result.record
    if took.result.exit_code() or done is None:
        raise Failed("The import refused some rows.")
    undone = once(lambda: undo_import(actor, done))
    whole = (read, looked, took)
    return [
        Figure(f"import of {number:,} key results", sum(lap.ms for lap in whole) / 1e3, "s", "≤ 15 s"),
        Figure("… on the processor", sum(lap.cpu for lap in whole) / 1e3, "s"),
        Figure("… reading the file", read.ms / 1e3, "s"),
        Figure("… looking at what it would do", looked.ms / 1e3, "s"),
        Figure("… writing it", took.ms / 1e3, "s"),
        Figure("undoing it as a whole", undone.ms / 1e3, "s"),
        Figure("… on the processor", undone.cpu / 1e3, "s"),
    ]


def once[T](work: Callable[[], T]) -> Lap[T]:
    """What one go takes."""
    return laps(1, lambda _number: work())[0]


def write(path: Path, crew: Crew, objectives: int, chance: Random) -> None:
    """A file of goals as another program would export them."""
    with path.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(NAMES)
        for goal in range(objectives):
            owner = crew.people[goal % len(crew.people)].email
            for place in range(EACH):
                start, way = chance.randrange(100), chance.randrange(5, 200)
                value = start + round(way * chance.random(), 2)
                named = (f"O-{goal}", f"Goal {goal} that matters to our guests", owner, "Q1 2027")
                measured = ("min", start, start + way, value, (40, 30, 10, 10, 10)[place])
                writer.writerow((*named, f"K-{goal}-{place}", f"Number {place} of goal {goal} moves", *measured))
