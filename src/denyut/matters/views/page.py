"""The page of all that stands in the way and waits for a decision."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from denyut.matters import fragments
from denyut.matters.partial import findings_of
from denyut.okr.models import Cycle
from denyut.people.models import Department, Person
from denyut.people.requests import person_of
from denyut.people.times import company_now
from denyut.spine.events import head


@login_required
@require_GET
def matters(request: HttpRequest) -> HttpResponse:
    """What waits for the viewer and what they wait for; `?of=all` the company's, `?department=` and `?person=` those of others."""
    viewer, since = person_of(request), head()
    department, person = _asked(request, "department"), _asked(request, "person")
    context = {"since": since, "departments": Department.objects.with_tree_fields(), "department": department}
    if department:
        get_object_or_404(Department, pk=department)
        shown: dict[str, object] = {
            "topics": f"matters:{department} matters",
            "blockers": fragments.draw_boards([department])[department],
        }
    elif person and person != viewer.pk:
        found = get_object_or_404(Person.objects.visible_to(viewer), pk=person)
        shown = {"topics": "matters", "blockers": fragments.draw_of_people([person])[person], "of": found.name}
    elif request.GET.get("of") == "all":
        shown = _of_company(viewer)
    else:
        shown = _own(viewer)
    return render(request, "matters/matters.html", {**context, **shown})


def _own(viewer: Person) -> dict[str, object]:
    return {
        "topics": f"user:{viewer.pk}",
        "is_own": True,
        "blockers": fragments.draw_own_boards([viewer.pk])[viewer.pk],
        "decisions": fragments.draw_own_questions([viewer.pk])[viewer.pk],
    }


def _of_company(viewer: Person) -> dict[str, object]:
    day = company_now().date()
    running = Cycle.objects.filter(closed_at=None, starts_on__lte=day, ends_on__gte=day)
    return {
        "topics": "matters",
        "is_whole": True,
        "blockers": fragments.draw_boards([0])[0],
        "decisions": fragments.draw_questions([0])[0],
        "findings": [one for cycle in running for one in findings_of(cycle, viewer)],
    }


def _asked(request: HttpRequest, name: str) -> int:
    word = request.GET.get(name, "")
    return int(word) if word.isdecimal() and len(word) < 18 else 0
