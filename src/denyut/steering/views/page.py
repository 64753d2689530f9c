"""The page of changes: what waits for the viewer, changes of plan, guardrails, work on stopped goals."""

from babel.dates import format_timedelta
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from denyut.lib.locales import locale_of
from denyut.people.requests import new_key, person_of, via_web, wants_fragment
from denyut.people.sheets import done_here
from denyut.spine.access import may
from denyut.spine.events import head
from denyut.spine.widgets import placed
from denyut.steering.actions import confirm_relevance, judge_relevance
from denyut.steering.fragments import draw_own
from denyut.steering.models import ChangeEvent, Relevance
from denyut.steering.reading import (
    cards_seen,
    change_rows_of,
    changes_seen,
    guardrails_seen,
    stopped_goals,
    work_on_stopped,
)
from denyut.steering.realignment import Realignment


@login_required
@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """Changes of plan and all that steers."""
    viewer, since, language = person_of(request), head(), get_language() or "en"
    context = {
        "since": since,
        "own": draw_own([viewer.pk])[viewer.pk],
        "changes": changes_seen(viewer),
        "guardrails": guardrails_seen(viewer, language),
        "work": work_on_stopped(viewer, language),
        "beside": placed("steering.stopped", viewer, {"key_results": stopped_goals(viewer)}),
        "may_declare": may(viewer, "steering.declare", []),
    }
    return render(request, "steering/changes.html", context)


@login_required
@require_GET
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One change of plan with the answers about the goals that the viewer sees."""
    viewer, since = person_of(request), head()
    event = get_object_or_404(ChangeEvent.objects.visible_to(viewer).select_related("declared_by"), pk=pk)
    [row] = change_rows_of([pk])
    cards = cards_seen(viewer, event)
    context = {
        "change": row,
        "cards": cards,
        "hidden": row.realignment.asked - len(cards),
        "mine": sum(card.person.id == viewer.pk and not card.answer for card in cards),
        "since": since,
        "key": new_key(),
        "times": times_of(row.realignment, get_language() or "en"),
        "may_call_off": event.is_standing and bool(may(viewer, "steering.call_off", event)),
    }
    return render(request, "steering/change.html", context)


@login_required
@require_POST
def relevance(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap: still the right goal (`is=right`), or not; who says no goes on to change it."""
    viewer = person_of(request)
    found = get_object_or_404(Relevance.objects.visible_to(viewer), pk=pk)
    is_right = request.POST.get("is") == "right"
    judge_relevance.via(via_web(request))(viewer, found, is_right=is_right)
    if is_right:
        return HttpResponse(status=204) if wants_fragment(request) else redirect("steering:changes")
    return done_here(request, reverse("okr:key_result_edit", args=[found.key_result_id]))


@login_required
@require_POST
def all_right(request: HttpRequest) -> HttpResponse:
    """One tap for all of one's goals of this month."""
    confirm_relevance.via(via_web(request))(person_of(request))
    return HttpResponse(status=204) if wants_fragment(request) else redirect("steering:changes")


def times_of(times: Realignment, language: str) -> list[tuple[int, str]]:
    """The times to realignment in words, with their shares in percent; empty where it is not so far yet."""
    spans = ((50, times.half), (90, times.most), (100, times.everybody))
    locale = locale_of(language)
    return [(share, format_timedelta(span, locale=locale) if span is not None else "") for share, span in spans]
