"""The page of what needs looking at now."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from denyut.foresight import fragments
from denyut.foresight.rows.stories import stories
from denyut.foresight.rows.track import track_row
from denyut.people.models import Department, Person
from denyut.people.requests import person_of
from denyut.spine.events import head


@login_required
@require_GET
def watch(request: HttpRequest) -> HttpResponse:
    """The viewer's own warnings, those they lead, then all that are open; `?department=` shows those of one department."""
    viewer, since, department = person_of(request), head(), _asked(request)
    is_whole = "all" in request.GET
    hears = f"foresight_all:{department}" if is_whole else f"foresight:{department}" if department else "foresight"
    context: dict[str, Any] = {
        "since": since,
        "departments": Department.objects.with_tree_fields(),
        "department": department,
        "all": fragments.draw_whole_boards([department])[department]
        if is_whole
        else fragments.draw_boards([department])[department],
        "heading": _("Whole company"),
        "track": track_row(get_language() or "en"),
    }
    if department:
        context["heading"] = get_object_or_404(Department, pk=department).name
        context["topics"] = hears if is_whole else f"{hears} foresight"
    else:
        context["topics"] = f"{hears} user:{viewer.pk}"
        context["own"] = fragments.draw_own([viewer.pk])[viewer.pk]
        context["stories"] = stories(viewer, get_language() or "en")
        if _leads(viewer):
            context["led"] = fragments.draw_led([viewer.pk]).get(viewer.pk, "")
    return render(request, "foresight/watch.html", context)


def _leads(viewer: Person) -> bool:
    return Person.objects.filter(manager=viewer).exists() or Department.objects.filter(lead=viewer).exists()


def _asked(request: HttpRequest) -> int:
    word = request.GET.get("department", "")
    return int(word) if word.isdecimal() and len(word) < 18 else 0
