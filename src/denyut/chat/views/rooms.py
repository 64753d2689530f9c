"""Rooms on the web: the list, and one room."""

from contextlib import suppress
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from denyut.chat.actions import mark_read, open_room
from denyut.chat.bar import draw_bar
from denyut.chat.forms import RoomForm
from denyut.chat.hints import command_hints
from denyut.chat.listing import others_for, side_of
from denyut.chat.models import Line, Room, Seat
from denyut.chat.naming import titles_of
from denyut.chat.pages import Unread, around, before, is_above_end, number_in, unread_in
from denyut.chat.rules import may_enter
from denyut.chat.seated import seated_in
from denyut.chat.unread import rooms_of
from denyut.live.whereabouts import presence
from denyut.people.models import Person
from denyut.people.requests import attempt, person_of, via_web
from denyut.spine.access import Unavailable, may
from denyut.spine.events import head
from denyut.spine.widgets import placed


@login_required
@require_http_methods(["GET", "POST"])
def rooms(request: HttpRequest) -> HttpResponse:
    """The viewer's rooms and talks, and the open ones they may join (`?q=`); POST opens a room."""
    viewer = person_of(request)
    form = RoomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = attempt(form, lambda: open_room.via(via_web(request))(viewer, **form.cleaned_data))
        if opened:
            return redirect("chat:room", opened.pk)
    words = request.GET.get("q", "").strip()[:80]
    context = {"side": side_of(viewer), "others": others_for(viewer, words), "words": words, "form": form}
    return render(request, "chat/rooms.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def archive(request: HttpRequest) -> HttpResponse:
    """The archived rooms in which the viewer sits."""
    return render(request, "chat/archive.html", {"rooms": rooms_of(person_of(request), is_archived=True)})


@login_required
@require_GET
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """A room at its first unread line, around line `?at=`, or with `?end=` at its end.

    The page listens from the sequence number it was drawn at.
    """
    viewer, since = person_of(request), head()
    shown = get_object_or_404(Room.objects.visible_to(viewer).select_related("department"), pk=pk)
    seat = Seat.objects.filter(room=shown, person=viewer).first()
    asked = _line_in(shown, number_in(request.GET.get("at", "")))
    unread = unread_in(shown, seat, viewer)
    stretch = _opened(shown, asked, None if "end" in request.GET else unread)
    if seat is not None and seat.read_to < stretch.newest:
        # What was said can be read even when nothing can be written.
        with suppress(Unavailable):
            mark_read(viewer, shown, to=stretch.newest)
    context = {"since": since, "stretch": stretch, "asked": asked, "unread": unread, "seat": seat}
    return render(request, "chat/room.html", {**context, **_frame(shown, viewer, seat)})


def _frame(shown: Room, viewer: Person, seat: Seat | None) -> dict[str, Any]:
    """What stands around the lines of a room."""
    return {
        "room": shown,
        "bar": draw_bar(shown.pk),
        "title": titles_of([shown], viewer)[shown.pk],
        "may_say": may(viewer, "chat.say", shown),
        "may_enter": seat is not None or may_enter(viewer, shown),
        "seated": seated_in(shown.pk),
        "present": presence.people(f"room:{shown.pk}"),
        "commands": command_hints(),
        "above": placed("chat.composer", viewer, {"room": shown}),
    }


def _opened(shown: Room, asked: int | None, unread: Unread | None) -> Any:
    """The lines a room opens with: around the one asked for, else from the first unread one where the last page does not reach it."""
    if asked is not None:
        return around(shown, asked)
    if unread is not None and is_above_end(shown, unread.first):
        return around(shown, unread.first)
    return before(shown, None)


def _line_in(shown: Room, number: int | None) -> int | None:
    """A line of this room by its number; for an answer the line it belongs to; None for what is not in it."""
    found = Line.objects.filter(room=shown, pk=number).values_list("thread", "pk").first() if number else None
    return found and (found[0] or found[1])
