"""What the pages share on which a goal is begun."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from denyut.drafting.blueprints import Blueprint
from denyut.drafting.forms.beginning import BeginningForm
from denyut.okr.models import Cycle, Objective
from denyut.people.languages import CODES, LANGUAGES, is_right_to_left
from denyut.people.models import Person
from denyut.people.requests import attempt, person_of
from denyut.people.times import company_now
from denyut.spine.access import may

type Start = Callable[[Person, Cycle, dict[str, Any]], Objective]


def begin(
    request: HttpRequest, blueprint: Blueprint, start: Start, context: dict[str, Any], *, required: Sequence[str] = ()
) -> HttpResponse:
    """The form of a blueprint; POST begins the goal by `start` and goes to it. `?language=` chooses the goal's words."""
    viewer, language = person_of(request), _language(request)
    initial = {"cycle": cycle_asked(request) or _usual_cycle(), "department": viewer.department_id, "owner": viewer.pk}
    form = BeginningForm(
        request.POST or None, blueprint=blueprint, language=language, required=required, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        words = form.words_of_place()
        begun = attempt(form, lambda: start(viewer, form.cleaned_data["cycle"], {**words, "answers": form.answers()}))
        if begun:
            messages.success(request, _("The draft is ready. Read it again tomorrow before you propose it."))
            return redirect("okr:objective", begun.pk)
    context |= {
        "form": form,
        "goal_language": language,
        "direction_of_goal": "rtl" if is_right_to_left(language) else "ltr",
        "goal_languages": [(code, name) for code, name in LANGUAGES if code in blueprint.words],
        "may_begin": may(viewer, "drafting.begin_goal"),
        "cycle": cycle_asked(request),
    }
    return render(request, "drafting/library_start.html", context, status=422 if form.errors else 200)


def cycle_asked(request: HttpRequest) -> Cycle | None:
    """The open cycle that `?cycle=` names, None when it names none. Raises Http404 for one that is not there."""
    text = request.GET.get("cycle", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Http404
    cycle = get_object_or_404(Cycle, pk=int(text))
    return None if cycle.is_closed else cycle


def _usual_cycle() -> Cycle | None:
    """The shortest open cycle that runs today, or the next one to begin."""
    today: date = company_now().date()
    waiting = list(Cycle.objects.filter(closed_at=None, ends_on__gte=today))
    running = [cycle for cycle in waiting if cycle.is_running(today)]
    if running:
        return min(running, key=lambda cycle: cycle.ends_on - cycle.starts_on)
    return min(waiting, key=lambda cycle: cycle.starts_on, default=None)


def _language(request: HttpRequest) -> str:
    said = request.POST.get("language", "") or request.GET.get("language", "")
    return said if said in CODES else get_language() or "en"
