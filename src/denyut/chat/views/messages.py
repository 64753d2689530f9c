"""What can be done with a line, on the web: its menu and each of its entries."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from denyut.chat import emoji
from denyut.chat.actions import (
    edit_line,
    forward_line,
    mark_unread,
    move_line,
    pin_line,
    react,
    recall_line,
    unpin_line,
)
from denyut.chat.models import Line, Pin, Room
from denyut.chat.naming import titles_of
from denyut.chat.pages import number_in
from denyut.chat.rows import address_of
from denyut.chat.views.found import drawn_anew, line_in
from denyut.people.models import Person
from denyut.people.requests import person_of, via_web
from denyut.people.sheets import done, sheet
from denyut.spine.access import Refused, may
from denyut.talk.turning import turns

SENT_AT_MOST = 200


@login_required
@require_GET
def menu(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """All that the viewer can do with a line."""
    viewer = person_of(request)
    found = line_in(viewer, pk, line)
    context = {
        "line": found,
        "url": address_of(found),
        "quick": [(mark, emoji.name_of(mark)) for mark in emoji.QUICK],
        "is_pinned": Pin.objects.filter(line=found).exists(),
        "is_talk": found.kind == Line.LineKind.TALK,
        "may_mark": may(viewer, "chat.mark_line", found),
        "may_edit": may(viewer, "chat.edit_line", found),
        "may_recall": may(viewer, "chat.recall_line", found),
        "turns": [(turn, turn.url(found.pk)) for turn in turns()],
    }
    return render(request, "chat/_line_menu.html", context)


@login_required
@require_POST
def reaction(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Put an emoji onto a line, or take it off again."""
    viewer = person_of(request)
    found = line_in(viewer, pk, line)
    react.via(via_web(request))(viewer, found, emoji=request.POST.get("emoji", ""))
    return drawn_anew(found)


@login_required
@require_POST
def pin(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Pin a line; with `off` take it down."""
    viewer = person_of(request)
    found = line_in(viewer, pk, line)
    change = unpin_line if request.POST.get("off") else pin_line
    change.via(via_web(request))(viewer, found)
    return drawn_anew(found)


@login_required
@require_POST
def unread(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Count the room as unread from this line on."""
    viewer = person_of(request)
    mark_unread(viewer, line_in(viewer, pk, line))
    return HttpResponse(status=204)


@login_required
@require_POST
def recall(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Take a message back."""
    viewer = person_of(request)
    found = line_in(viewer, pk, line)
    recall_line.via(via_web(request))(viewer, found)
    return drawn_anew(found)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Give one's own message other words."""
    viewer = person_of(request)
    found = line_in(viewer, pk, line)
    verdict = may(viewer, "chat.edit_line", found)
    refusal, text = str(getattr(verdict, "reason", "")), found.text
    if request.method == "POST":
        text = request.POST.get("text", "")
        try:
            edit_line.via(via_web(request))(viewer, found, text=text)
            return done(request, address_of(found))
        except Refused as refused:
            refusal = str(refused.reason)
    context = {"url": f"{address_of(found)}edit/", "text": text, "refusal": refusal}
    return sheet(request, _("Edit message"), "chat/_line_edit.html", context, is_wrong=bool(refusal))


@login_required
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Forward a message into another room, or move it there with a notice left behind."""
    viewer = person_of(request)
    found = line_in(viewer, pk, line)
    refusal = ""
    if request.method == "POST":
        room = get_object_or_404(Room.objects.visible_to(viewer), pk=number_in(request.POST.get("room", "")) or 0)
        deed = move_line if request.POST.get("how") == "move" else forward_line
        try:
            deed.via(via_web(request))(viewer, found, room)
            return done(request, address_of(found))
        except Refused as refused:
            refusal = str(refused.reason)
    context = {
        "url": f"{address_of(found)}send/",
        "rooms": _places(viewer, found.room_id),
        "may_move": bool(may(viewer, "chat.recall_line", found)) and found.thread_id is None,
        "refusal": refusal,
    }
    return sheet(request, _("Send to another room"), "chat/_line_send.html", context, is_wrong=bool(refusal))


def _places(viewer: Person, but: int) -> list[tuple[int, str]]:
    """The rooms to which the viewer can send something, by name."""
    found = list(Room.objects.of(viewer).filter(archived_at=None).exclude(pk=but)[:SENT_AT_MOST])
    titles = titles_of(found, viewer)
    return sorted(((room.pk, titles[room.pk].name) for room in found), key=lambda place: place[1].casefold())
