"""The matrix of goals and departments on the web."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from denyut.alignment.rows.matrix import matrix_of
from denyut.okr.models import Cycle, Objective
from denyut.people.requests import person_of
from denyut.people.times import company_now
from denyut.spine.access import may

DEEPEST = 9


@login_required
@require_GET
def matrix(request: HttpRequest, pk: int) -> HttpResponse:
    """Goals of the company against departments of `?level=`, or against sites with `?by=site`."""
    viewer = person_of(request)
    cycle = get_object_or_404(Cycle, pk=pk)
    word = request.GET.get("level", "0")
    level = int(word) if word.isdecimal() and len(word) < 3 else 0
    is_by_site = request.GET.get("by") == "site"
    moment = company_now()
    drawn = matrix_of(viewer, cycle, level=level, is_by_site=is_by_site, language=get_language() or "en", moment=moment)
    heads = Objective.objects.filter(pk__in={line.objective for line in drawn.lines})
    asked = {
        one.pk for one in heads.select_related("cycle", "owner", "department") if may(viewer, "alignment.ask", one)
    }
    context = {
        "cycle": cycle,
        "matrix": drawn,
        "level": min(level, DEEPEST),
        "levels": range(min(drawn.levels, DEEPEST)),
        "is_by_site": is_by_site,
        "may_ask": asked,
        "today": moment.date(),
    }
    return render(request, "alignment/matrix.html", context)
