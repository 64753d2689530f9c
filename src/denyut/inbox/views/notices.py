"""The inbox on the web: notices, what waits, and the bell of every page."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from denyut.chat.fragments import draw_calls
from denyut.chat.models import Call
from denyut.inbox.actions import read_all, read_notice
from denyut.inbox.bell import drawn_bell
from denyut.inbox.kinds import MENTION
from denyut.inbox.models import Notice
from denyut.inbox.rows import notice_rows, with_events
from denyut.inbox.waiting import check_ins_due, desk_heap, waiting_for
from denyut.people.requests import person_of, via_web, wants_fragment
from denyut.spine.events import head

PAGE = 50
TABS = ("all", "mentions", "waiting")


@login_required
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Notices, unread ones first; `?tab=mentions` those that name the viewer, `?tab=waiting` what waits for them."""
    viewer = person_of(request)
    tab = request.GET.get("tab", "all") if request.GET.get("tab") in TABS else "all"
    waiting = waiting_for(viewer)
    context: dict[str, Any] = {"tab": tab, "waiting": waiting, "heap": None}
    if tab == "waiting":
        context |= {"heap": desk_heap(viewer), "due": check_ins_due(viewer)}
    else:
        mine = Notice.objects.visible_to(viewer)
        mine = mine.filter(kind=MENTION) if tab == "mentions" else mine
        unread, read = with_events(mine.unread()[:PAGE]), with_events(mine.exclude(read_at=None)[:PAGE])
        rows = notice_rows([*unread, *read], viewer)
        shown = {row.id for row in rows}
        hidden = [notice for notice in unread if notice.pk not in shown]
        if hidden:
            # What they may no longer see must not ring for ever.
            read_all(viewer, notices=hidden)
        context |= {"unread": [r for r in rows if not r.is_read], "read": [r for r in rows if r.is_read]}
    return render(request, "inbox/inbox.html", context)


@login_required
@require_GET
def bell(request: HttpRequest) -> HttpResponse:
    """What the bell of every page asks for: the count, the urgent calls that are open, and from where to listen on."""
    viewer, since = person_of(request), head()
    open_calls = Call.objects.filter(person=viewer, confirmed_at=None, times__gt=0, ding__cancelled_at=None)
    calls = draw_calls(list(open_calls.order_by("called_at").values_list("pk", flat=True)))
    drawn = {"since": since, "bell": drawn_bell(viewer), "calls": list(calls.values())}
    return JsonResponse(drawn, headers={"Cache-Control": "no-store"})


@login_required
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a notice was seen, and go where it leads."""
    viewer = person_of(request)
    notice = get_object_or_404(Notice.objects.visible_to(viewer).select_related("event__actor", "event__words"), pk=pk)
    read_notice.via(via_web(request))(viewer, notice)
    if wants_fragment(request):
        return HttpResponse(status=204)
    rows = notice_rows([notice], viewer)
    where = rows[0].url if rows else ""
    is_ours = url_has_allowed_host_and_scheme(where, allowed_hosts=None)
    return redirect(where) if is_ours else redirect("inbox:inbox")


@login_required
@require_POST
def read_everything(request: HttpRequest) -> HttpResponse:
    """Note that everything was seen."""
    read_all.via(via_web(request))(person_of(request), kind=MENTION if request.POST.get("tab") == "mentions" else "")
    return redirect("inbox:inbox")
