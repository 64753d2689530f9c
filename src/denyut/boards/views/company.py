"""The web door of boards."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from denyut.okr.models import Cycle
from denyut.people.requests import person_of, wants_fragment
from denyut.people.times import company_now
from denyut.spine.access import may
from denyut.spine.events import head
from denyut.spine.widgets import WIDGETS


@login_required
@require_GET
def company(request: HttpRequest) -> HttpResponse:
    """The company's live board: indicators on top, then every goal of the chosen cycle that the viewer may see."""
    viewer = person_of(request)
    since, today = head(), company_now().date()
    cycles = list(Cycle.objects.all())
    cycle = _chosen(request, cycles, today)
    start = _number(request.GET.get("from", "")) or 0
    is_by_person = request.GET.get("by") == "person"
    draw = WIDGETS["okr.people_board" if is_by_person else "okr.board"].draw
    if cycle and wants_fragment(request):
        return HttpResponse(draw(viewer, {"cycle": cycle, "start": start, "is_slice": True}))
    context = {
        "cycles": cycles,
        "cycle": cycle,
        "today": today,
        "since": since,
        "topics": f"okr metrics cycle:{cycle.pk}" if cycle else "okr metrics",
        "tiles": mark_safe(WIDGETS["metrics.tiles"].draw(viewer, {})),
        "is_by_person": is_by_person,
        "goals": mark_safe(draw(viewer, {"cycle": cycle, "start": start})) if cycle else "",
        "may_manage": may(viewer, "okr.manage_cycles"),
        "may_add": may(viewer, "okr.add_objective", cycle, viewer.department) if cycle else None,
    }
    return render(request, "boards/board.html", context)


def _chosen(request: HttpRequest, cycles: list[Cycle], today: date) -> Cycle | None:
    """The cycle asked for; else the running quarter, else whatever runs, else the newest. Raises Http404 for one that is not there."""
    if "cycle" in request.GET:
        asked = [c for c in cycles if c.pk == _number(request.GET["cycle"])]
        if not asked:
            raise Http404
        return asked[0]
    running = [c for c in cycles if c.is_running(today)]
    quarters = [c for c in running if c.kind == Cycle.CycleKind.QUARTER]
    return next(iter([*quarters, *running, *cycles]), None)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None
