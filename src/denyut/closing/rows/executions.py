"""The rate of execution over cycles, from what was counted at each close."""

from dataclasses import dataclass
from datetime import datetime

from denyut.closing.models import Execution, ExecutionNote
from denyut.people.models import Person

SHOWN, WIDTH, HEIGHT = 8, 100, 60


@dataclass(frozen=True, slots=True)
class ExecutionRow:
    """One closed cycle: what was promised and done, in whole percent, and what happened then."""

    cycle: int
    name: str
    percent: int | None
    change: int | None
    promised: int
    done: int
    work_promised: int
    work_done: int
    frozen_at: datetime
    notes: list[ExecutionNote]
    x: float
    y: float


def executions(viewer: Person) -> list[ExecutionRow]:
    """The last closed cycles, oldest first. Two queries; nothing is counted anew."""
    newest: dict[int, Execution] = {}
    rows = Execution.objects.select_related("cycle").order_by("cycle__starts_on", "cycle__ends_on", "id")
    for row in rows:
        newest[row.cycle_id] = row
    kept = list(newest.values())[-SHOWN:]
    notes: dict[int, list[ExecutionNote]] = {}
    for note in ExecutionNote.objects.filter(cycle__in=[row.cycle_id for row in kept]).select_related("author"):
        notes.setdefault(note.cycle_id, []).append(note)
    return [_row(place, row, kept, notes.get(row.cycle_id, [])) for place, row in enumerate(kept)]


def _row(place: int, row: Execution, kept: list[Execution], notes: list[ExecutionNote]) -> ExecutionRow:
    percent = row.percent
    before = kept[place - 1].percent if place else None
    step = WIDTH / max(1, len(kept))
    return ExecutionRow(
        cycle=row.cycle_id,
        name=row.cycle.name,
        percent=percent,
        change=percent - before if percent is not None and before is not None else None,
        promised=row.promised,
        done=row.done,
        work_promised=row.work_promised,
        work_done=row.work_done,
        frozen_at=row.frozen_at,
        notes=notes,
        x=round(step * (place + 0.5), 2),
        y=round(HEIGHT - HEIGHT * (percent or 0) / 100, 2),
    )
