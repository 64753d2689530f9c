"""The map of goals on the web."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from denyut.alignment.rows.asked import Asked, By, View, read
from denyut.alignment.rows.map import Frame, map_of
from denyut.alignment.rows.terrain import Terrain, hidden_in, parts_of, terrain_around, terrain_of, wholes_of
from denyut.okr.labels import STATUS_LABELS
from denyut.okr.models import Cycle
from denyut.okr.status import Status
from denyut.people.models import Department
from denyut.people.requests import person_of, wants_fragment
from denyut.people.times import company_now

SELECTED = mark_safe(" selected")
INDENT = "\N{EM SPACE}"
VIEWS = ((View.TREE, _("Tree")), (View.GRAPH, _("Links")), (View.LIST, _("List")))
LANES = (
    (By.NOTHING, _("None")),
    (By.DEPARTMENT, _("By department")),
    (By.PERSON, _("By person")),
    (By.CYCLE, _("By cycle")),
)
LEGEND = (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.ACHIEVED, Status.NOT_STARTED)


@login_required
@require_GET
def goals(request: HttpRequest) -> HttpResponse:
    """Goals and the lines between them: of a cycle with its parts, or around one goal. The page's own script gets the drawing alone."""
    viewer, asked, moment = person_of(request), read(request.GET), company_now()
    departments, cycles = list(Department.objects.with_tree_fields()), list(Cycle.objects.all())
    cycle = _chosen(asked, cycles, moment.date())
    parts = parts_of(cycle, cycles) if cycle else set()
    if asked.around:
        terrain = terrain_around(viewer, asked.around)
        own = set(terrain.goals)
    else:
        terrain = terrain_of(viewer, parts | wholes_of(cycle, cycles) if cycle else parts)
        own = _own(terrain, asked, parts, departments)
    if asked.around and not own:
        raise Http404
    frame = Frame(cycles, departments, get_language() or "en", moment, get_language_bidi())
    drawn = map_of(asked, terrain, own, frame)
    context: dict[str, Any] = {"map": drawn, "asked": asked, "picture": drawn.picture}
    if drawn.picture and wants_fragment(request):
        return render(request, "alignment/_map_drawing.html", context)
    context |= {"cycle": cycle, "owners": _owners(terrain, asked, parts), **_choices(asked, cycles, departments)}
    context["private"] = 0 if asked.around else hidden_in(viewer, parts)
    return render(request, "alignment/map.html", context)


def _choices(asked: Asked, cycles: Sequence[Cycle], departments: Sequence[Department]) -> dict[str, Any]:
    """What the page's controls and its legend offer."""
    return {
        "cycles": cycles,
        "departments": [(one.pk, INDENT * one.tree_depth + one.name) for one in departments],
        "statuses": [(status.value, STATUS_LABELS[status]) for status in LEGEND],
        "lanes": LANES,
        "views": [(replace(asked, view=view).address, name, view) for view, name in VIEWS],
        "segments": _segments(asked.view),
        "whole": replace(asked, department=None, person=None).address,
    }


def _chosen(asked: Asked, cycles: Sequence[Cycle], today: date) -> Cycle | None:
    """The cycle asked for; else the running quarter, else whatever runs, else the newest. Raises Http404 for one that is not there."""
    if asked.cycle:
        found = next((cycle for cycle in cycles if cycle.pk == asked.cycle), None)
        if found is None:
            raise Http404
        return found
    running = [cycle for cycle in cycles if cycle.is_running(today)]
    quarters = [cycle for cycle in running if cycle.kind == Cycle.CycleKind.QUARTER]
    return next(iter([*quarters, *running, *cycles]), None)


def _own(terrain: Terrain, asked: Asked, cycles: set[int], departments: Sequence[Department]) -> set[int]:
    """The goals that the filters let through; a department's are those of the departments inside it too."""
    inside = {one.pk for one in departments if asked.department in one.tree_path}
    return {
        goal.id
        for goal in terrain.goals.values()
        if goal.cycle_id in cycles
        and (asked.department is None or goal.department_id in inside)
        and (asked.person is None or goal.owner_id == asked.person)
    }


def _segments(view: View) -> list[tuple[str, View]]:
    """Which view is marked as the current one. Where nobody chose, it is the tree where there is room and the list on a phone."""
    return [("wide-only", View.TREE), ("phone-only", View.LIST)] if view is View.USUAL else [("", view)]


def _owners(terrain: Terrain, asked: Asked, cycles: set[int]) -> SafeString:
    """Whoever owns a goal of these cycles, as the options of a select."""
    owners = {goal.owner_id: goal.owner for goal in terrain.goals.values() if goal.cycle_id in cycles}
    rows = sorted(owners.items(), key=lambda owner: (owner[1], owner[0]))
    option = '<option value="{}"{}>{}</option>'
    return format_html_join("", option, ((pk, SELECTED if pk == asked.person else "", name) for pk, name in rows))
