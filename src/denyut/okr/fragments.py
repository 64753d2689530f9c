"""The pieces of goal pages that change while people look."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.translation import get_language

from denyut.okr.rows import key_result_rows, objective_rows
from denyut.spine import clock
from denyut.spine.fragments import fragment


@fragment("okr.key_result", target="#kr-%d")
def draw_key_results(ids: Sequence[int]) -> dict[int, str]:
    """Key results as board rows."""
    rows = key_result_rows(ids, language=get_language() or "en", moment=clock.now())
    return {pk: render_to_string("okr/_key_result.html", {"kr": row}) for pk, row in rows.items()}


@fragment("okr.objective_head", target="#objective-%d-head")
def draw_objective_heads(ids: Sequence[int]) -> dict[int, str]:
    """Objectives' own lines, without their key results."""
    rows = objective_rows(ids, language=get_language() or "en", moment=clock.now())
    return {pk: render_to_string("okr/_objective_head.html", {"objective": row}) for pk, row in rows.items()}


@fragment("okr.new_objective", how="append", target="#cycle-%d-new", element="objective-%d")
@fragment("okr.objective", target="#objective-%d")
def draw_objectives(ids: Sequence[int]) -> dict[int, str]:
    """Objectives with their key results. A cancelled one is gone."""
    rows = objective_rows(ids, language=get_language() or "en", moment=clock.now())
    drawn = {pk: row for pk, row in rows.items() if not row.is_cancelled}
    return {pk: render_to_string("okr/_objective.html", {"objective": row}) for pk, row in drawn.items()}
