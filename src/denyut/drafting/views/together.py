"""Several people write the goals of a department, or of the whole company, on one page."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from denyut.drafting.actions.ordering import place_key_result, place_objective, propose_set, publish_set
from denyut.drafting.fields import OFFERED_KINDS
from denyut.drafting.fragments import drawn, language
from denyut.drafting.outline import outline, planned
from denyut.drafting.sets import topic_of
from denyut.drafting.views.writing import DONE, key_result_seen, objective_seen
from denyut.okr.actions import add_key_result, add_objective, cancel_objective, move_key_result
from denyut.okr.models import Cycle, Objective, State
from denyut.people.models import Department, Person
from denyut.people.requests import person_of, via_web
from denyut.spine.access import Verdict, may
from denyut.spine.events import head


@login_required
@require_GET
def together(request: HttpRequest, pk: int) -> HttpResponse:
    """The drafts of `?department=`, or of the whole company, in the cycle `pk`."""
    viewer, since = person_of(request), head()
    cycle, department = get_object_or_404(Cycle, pk=pk), _department(request.GET.get("department", ""))
    seen = planned().filter(cycle=cycle, department=department)
    goals = list(
        Objective.objects.visible_to(viewer)
        .filter(pk__in=seen.values("pk"))
        .select_related("owner", "department", "cycle")
    )
    topic, number = topic_of(cycle.pk, department.pk if department else None)
    private = [f"okr:{goal.pk}" for goal in goals if not goal.is_open]
    may_add = may(viewer, "okr.add_objective", cycle, department)
    context = {
        "cycle": cycle,
        "department": department,
        "departments": Department.objects.with_tree_fields(),
        "number": number,
        "topic": topic,
        "topics": " ".join([topic, f"cycle:{cycle.pk}", *private]),
        "since": since,
        "goals": [drawn(row) for row in outline(planned().filter(pk__in=[goal.pk for goal in goals]), language())],
        "ids": [goal.pk for goal in goals if goal.is_open],
        "may_add": may_add,
        "may_write": bool(may_add) or any(may(viewer, "okr.change_objective", goal) for goal in goals),
        "may_publish": _may_publish(viewer, goals),
        "kinds": OFFERED_KINDS,
        "people": Person.objects.colleagues().only("pk", "name"),
    }
    return render(request, "drafting/together.html", context)


@login_required
@require_POST
def objective_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an objective up or down in its set."""
    viewer = person_of(request)
    place_objective.via(via_web(request))(viewer, objective_seen(viewer, pk), to=request.POST.get("to", ""))
    return HttpResponse(status=DONE)


@login_required
@require_POST
def key_result_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a key result up or down in its objective."""
    viewer = person_of(request)
    place_key_result.via(via_web(request))(viewer, key_result_seen(viewer, pk), to=request.POST.get("to", ""))
    return HttpResponse(status=DONE)


@login_required
@require_POST
def objective_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a drafted objective."""
    viewer = person_of(request)
    cancel_objective.via(via_web(request))(viewer, objective_seen(viewer, pk))
    return HttpResponse(status=DONE)


@login_required
@require_POST
def key_result_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a drafted key result."""
    viewer = person_of(request)
    move_key_result.via(via_web(request))(viewer, key_result_seen(viewer, pk), to=State.CANCELLED)
    return HttpResponse(status=DONE)


@login_required
@require_POST
def objectives(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a draft to the set that `department` names."""
    cycle, department = get_object_or_404(Cycle, pk=pk), _department(request.POST.get("department", ""))
    add = add_objective.via(via_web(request))
    add(person_of(request), cycle, title=request.POST.get("title", ""), department=department, state=State.DRAFT)
    return HttpResponse(status=DONE)


@login_required
@require_POST
def key_results(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a key result to a drafted objective; its numbers are written afterwards."""
    viewer = person_of(request)
    add_key_result.via(via_web(request))(viewer, objective_seen(viewer, pk), title=request.POST.get("title", ""))
    return HttpResponse(status=DONE)


@login_required
@require_POST
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose all drafts of a set."""
    cycle, department = get_object_or_404(Cycle, pk=pk), _department(request.POST.get("department", ""))
    propose_set.via(via_web(request))(person_of(request), cycle, department=department)
    return redirect(_address(cycle, department))


@login_required
@require_POST
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish all drafts and proposals of a set, and go where they stand now: the board."""
    cycle, department = get_object_or_404(Cycle, pk=pk), _department(request.POST.get("department", ""))
    publish_set.via(via_web(request))(person_of(request), cycle, department=department)
    return redirect(f"{reverse('boards:company')}?cycle={cycle.pk}")


def _department(text: str) -> Department | None:
    """The department asked for, None for the whole company. Raises Http404 for one that is not there."""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Http404
    department: Department = get_object_or_404(Department.objects.without_tree_fields(), pk=int(text))
    return department


def _may_publish(viewer: Person, goals: list[Objective]) -> Verdict | None:
    """Whether the viewer may publish all of these; None when there is nothing to publish."""
    verdicts = [may(viewer, "okr.move_objective", goal, State.ACTIVE) for goal in goals]
    return next((verdict for verdict in verdicts if not verdict), verdicts[0]) if verdicts else None


def _address(cycle: Cycle, department: Department | None) -> str:
    address = reverse("drafting:together", args=[cycle.pk])
    return f"{address}?department={department.pk}" if department else address
