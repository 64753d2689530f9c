"""Rooms on the web: the list, one room, its settings and seats."""

from contextlib import suppress

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from denyut.chat.actions import change_room, give_seat, leave_seat, mark_read, open_room
from denyut.chat.door import explained
from denyut.chat.forms import RoomForm
from denyut.chat.models import Room, Seat
from denyut.chat.pages import number_in, page_of
from denyut.chat.unread import with_newest
from denyut.people.models import Person
from denyut.people.requests import attempt, person_of, via_web
from denyut.spine.access import Unavailable, may
from denyut.spine.events import head

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
    found = with_newest(Room.objects.visible_to(viewer)).order_by(F("newest").desc(), "name")
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
        **page_of(shown, before=None),
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
@require_POST
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a seat in an open room, or with `person` give one to somebody; `leave` gives it back."""
    viewer = person_of(request)
    shown = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    who = get_object_or_404(
        Person.objects.visible_to(viewer), pk=number_in(request.POST.get("person", "")) or viewer.pk
    )
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
