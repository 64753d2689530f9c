"""A person's desk of alignment."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from denyut.alignment.actions import take_stance
from denyut.alignment.rows.desk import desk_of
from denyut.lib.numbers import format_percent
from denyut.okr.models import Cycle
from denyut.okr.views.objectives import seen_objective
from denyut.people.requests import person_of, via_web
from denyut.people.times import company_now


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for the viewer, and what they wait for."""
    language = get_language() or "en"
    moment = company_now()
    shown = desk_of(person_of(request), language, moment)
    share = shown.ways.from_below
    cycles = [one for one in Cycle.objects.filter(closed_at=None) if one.is_running(moment.date())]
    context = {"desk": shown, "cycles": cycles, "from_below": "" if share is None else format_percent(share, language)}
    return render(request, "alignment/desk.html", context)


@login_required
@require_POST
def stance(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep, change or drop a goal that nobody moves; whoever wants to change it goes on to its form."""
    viewer = person_of(request)
    choice = request.POST.get("choice", "")
    take = take_stance.via(via_web(request))
    take(viewer, seen_objective(viewer, pk), choice=choice, note=request.POST.get("note", ""))
    return redirect("okr:objective_edit", pk) if choice == "fix" else redirect("alignment:desk")
