"""The health of a cycle's goals on the web."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from denyut.alignment.actions import dismiss_finding, restore_finding
from denyut.alignment.health.checkup import checkup
from denyut.alignment.health.findings import CODES
from denyut.alignment.models import Dismissal
from denyut.alignment.rows.health import finding_row, kinds_of, subjects_of
from denyut.lib.numbers import format_percent
from denyut.okr.models import Cycle
from denyut.people.models import Department
from denyut.people.requests import person_of, via_web

NAMED = ("code", "subject", "fingerprint", "reason")


@login_required
@require_GET
def health(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was found about a cycle; `?department=` narrows it, `?code=` shows all of one kind."""
    viewer, language = person_of(request), get_language() or "en"
    cycle = get_object_or_404(Cycle, pk=pk)
    departments = list(Department.objects.with_tree_fields())
    chosen = _chosen(request.GET.get("department", ""), departments)
    only = request.GET.get("code", "")
    inside = frozenset(one.pk for one in departments if chosen in one.tree_path) if chosen else None
    report = checkup(viewer, cycle, inside)
    mine = subjects_of(viewer, cycle)
    kinds = kinds_of(report.findings, mine, language, only=only if only in CODES else "")
    context = {
        "cycle": cycle,
        "departments": departments,
        "chosen": chosen,
        "only": only if only in CODES else "",
        "kinds": kinds,
        "number": len(report.findings),
        "dismissed": [finding_row(one, mine, language, left) for one, left in report.dismissed],
        "quality": "" if report.quality is None else format_percent(report.quality, language),
        "report": report,
    }
    return render(request, "alignment/health.html", context)


@login_required
@require_POST
def dismissals(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a finding alone."""
    viewer = person_of(request)
    cycle = get_object_or_404(Cycle, pk=pk)
    words = {name: request.POST.get(name, "") for name in NAMED}
    dismiss_finding.via(via_web(request))(viewer, cycle, **words)
    return _back(request, cycle.pk)


@login_required
@require_POST
def restoration(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a finding up again."""
    viewer = person_of(request)
    dismissal = get_object_or_404(Dismissal, pk=pk)
    restore_finding.via(via_web(request))(viewer, dismissal)
    return _back(request, dismissal.cycle_id)


def _chosen(word: str, departments: list[Department]) -> int | None:
    if not word:
        return None
    found: list[int] = [one.pk for one in departments if str(one.pk) == word]
    if not found:
        raise Http404
    return found[0]


def _back(request: HttpRequest, cycle: int) -> HttpResponse:
    department = request.POST.get("department", "")
    query = f"?department={department}" if department.isdecimal() else ""
    return redirect(reverse("alignment:health", args=[cycle]) + query)
