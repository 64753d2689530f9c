"""Tiles that draw things instead of counting them: key results, a chain, goals by region."""

from datetime import datetime

from django.db.models import QuerySet

from denyut.alignment.rows.matrix import matrix_of
from denyut.boards.models import Tile
from denyut.okr.models import Cycle, KeyResult, Objective, State
from denyut.okr.rows import key_result_rows
from denyut.people.models import Person
from denyut.spine.widgets import WIDGETS

MOST_GOALS = 8
CHAIN = "alignment.chain_of_objective"


def goal_rows(
    tile: Tile, viewer: Person, scope: frozenset[int] | None, language: str, now: datetime
) -> dict[str, object]:
    """The key results that run, those furthest behind their pace first: eight at most."""
    running = (
        KeyResult.objects.visible_to(viewer).filter(objective__cycle__in=_running(now)).exclude(state=State.CANCELLED)
    )
    if scope is not None:
        running = running.filter(objective__department__in=scope)
    if tile.about:
        running = running.filter(objective=tile.about)
    asked = running.order_by("progress", "id").values_list("pk", flat=True)[: MOST_GOALS * 4]
    rows = key_result_rows(asked, language=language, moment=now).values()
    return {"goals": sorted(rows, key=lambda row: row.bar - row.pace)[:MOST_GOALS]}


def chain_html(
    tile: Tile, viewer: Person, scope: frozenset[int] | None, language: str, now: datetime
) -> dict[str, object]:
    """What an objective is expected to move, as its own page draws it; nothing where the viewer does not find it."""
    objective = Objective.objects.visible_to(viewer).filter(pk=tile.about or 0).select_related("cycle").first()
    return {"html": WIDGETS[CHAIN].draw(viewer, {"objective": objective}) if objective is not None else ""}


def matrix_rows(
    tile: Tile, viewer: Person, scope: frozenset[int] | None, language: str, now: datetime
) -> dict[str, object]:
    """What each site or department does for the goals of the company, in the shortest cycle that runs."""
    cycle = _running(now).order_by("-starts_on", "ends_on").first()
    if cycle is None:
        return {"matrix": None}
    matrix = matrix_of(viewer, cycle, level=0, is_by_site=tile.by == "site", language=language, moment=now)
    return {"matrix": matrix if matrix.lines and matrix.columns else None}


def _running(now: datetime) -> QuerySet[Cycle]:
    return Cycle.objects.filter(starts_on__lte=now.date(), ends_on__gte=now.date())
