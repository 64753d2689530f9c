"""The web door of the chat."""

from contextlib import suppress
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from denyut.chat.actions import change_room, give_seat, leave_seat, mark_read, open_room
from denyut.chat.door import explained, receive
from denyut.chat.drawn import draw
from denyut.chat.forms import RoomForm
from denyut.chat.models import Line, Room, Seat
from denyut.people.models import Person
from denyut.people.requests import attempt, person_of, via_web
from denyut.spine.access import Unavailable, may
from denyut.spine.events import head

PAGE = 60
LISTED = 60
OFFERED = 500


@login_required
@require_http_methods(["GET", "POST"])
def rooms(request: HttpRequest) -> HttpResponse:
    """All rooms that the viewer finds; POST opens one."""
    viewer = person_of(request)
    form = RoomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = attempt(form, lambda: open_room.via(via_web(request))(viewer, **form.cleaned_data))
        if opened:
            return redirect("chat:room", opened.pk)
    seated = set(Seat.objects.filter(person=viewer).values_list("room_id", flat=True))
    found = Room.objects.visible_to(viewer).with_newest().order_by(F("newest").desc(), "name")
    context = {"rooms": [(room, room.pk in seated) for room in found], "form": form}
    return render(request, "chat/rooms.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """A room with its last lines. The page listens from the sequence number it was drawn at."""
    viewer = person_of(request)
    since = head()
    shown = get_object_or_404(Room.objects.visible_to(viewer).select_related("department"), pk=pk)
    taken = Seat.objects.filter(room=shown, person=viewer).first()
    seated = Person.objects.filter(seats__room=shown)
    context = {
        **_page(shown, before=None),
        "since": since,
        "may_say": may(viewer, "chat.say", shown),
        "has_seat": taken is not None,
        "head_count": seated.count(),
        "people": seated.order_by("name")[:LISTED],
        "commands": [{"usage": h.usage, "about": str(h.about), "example": h.example} for h in explained()],
    }
    if taken is not None and taken.read_to < context["newest"]:
        # What was said can be read even when nothing can be written.
        with suppress(Unavailable):
            mark_read(viewer, shown, to=context["newest"])
    return render(request, "chat/room.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the page of lines before `?before=`. POST: say something, or do a command; the answer is for the author alone."""
    viewer = person_of(request)
    shown = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    if request.method == "GET":
        before = _number(request.GET.get("before", ""))
        return render(request, "chat/_earlier.html", _page(shown, before=before))
    reply = receive(viewer, shown, request.POST.get("text", ""), key=via_web(request).key)
    line = reply.line
    drawn = draw([line], get_language() or "en")[line.pk] if line else ""
    context = {"room": shown, "reply": reply, "line": line, "drawn": drawn}
    return render(request, "chat/_reply.html", context, status=201)


@login_required
@require_POST
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a seat in an open room, or with `person` give one to somebody; `leave` gives it back."""
    viewer = person_of(request)
    shown = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    who = get_object_or_404(Person.objects.visible_to(viewer), pk=_number(request.POST.get("person", "")) or viewer.pk)
    if request.POST.get("leave"):
        leave_seat.via(via_web(request))(viewer, shown, who)
        return redirect("chat:rooms") if who == viewer else redirect("chat:edit", shown.pk)
    give_seat.via(via_web(request))(viewer, shown, who)
    return redirect("chat:room" if who == viewer else "chat:edit", shown.pk)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a room, and say who sits in it."""
    viewer = person_of(request)
    shown = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    form = RoomForm(request.POST or None, initial={"name": shown.name, "purpose": shown.purpose, "kind": shown.kind})
    change = change_room.via(via_web(request))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: change(viewer, shown, **form.words())):
        return redirect("chat:room", shown.pk)
    seated = Person.objects.filter(seats__room=shown).order_by("name")
    context = {
        "room": shown,
        "form": form,
        "title": _("Change room"),
        "people": seated[:LISTED],
        "others": Person.objects.visible_to(viewer).active().exclude(seats__room=shown).order_by("name")[:OFFERED],
        "may_seat": may(viewer, "chat.seat", shown, viewer),
        "may_change": may(viewer, "chat.change_room", shown),
    }
    return render(request, "chat/room_form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Note how far the viewer has read."""
    viewer = person_of(request)
    shown = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    to = _number(request.POST.get("to", ""))
    if to is not None:
        mark_read(viewer, shown, to=to)
    return HttpResponse(status=204)


def _page(shown: Room, *, before: int | None) -> dict[str, Any]:
    """The last lines of a room (before line `before`), drawn, oldest first; and where the earlier ones end."""
    said = Line.objects.filter(room=shown).select_related("author").order_by("-id")
    if before is not None:
        said = said.filter(pk__lt=before)
    found = list(reversed(said[:PAGE]))
    drawn = draw(found, get_language() or "en")
    return {
        "room": shown,
        "lines": [drawn[line.pk] for line in found],
        "earlier": found[0].pk if len(found) == PAGE else None,
        "newest": found[-1].pk if found else 0,
    }


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 18 else None
