"""What can be set about a room: for everybody, and for oneself."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from denyut.chat.actions import archive_room, change_room, unarchive_room
from denyut.chat.forms import MuteForm, RoomSettingsForm, SeatForm
from denyut.chat.models import Room, Seat
from denyut.chat.naming import titles_of
from denyut.people.models import Person
from denyut.people.requests import attempt, person_of, via_web
from denyut.spine import clock
from denyut.spine.access import may

LISTED, OFFERED = 200, 500


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A room's settings: its name, who finds it, what it shows; what the viewer wants of it; who sits in it."""
    viewer = person_of(request)
    shown = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    form = RoomSettingsForm(shown, request.POST or None)
    change = change_room.via(via_web(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: change(viewer, shown, **form.cleaned_data))
    ):
        return redirect("chat:room", shown.pk)
    seat = Seat.objects.filter(room=shown, person=viewer).first()
    context = {
        "room": shown,
        "title": titles_of([shown], viewer)[shown.pk],
        "form": form,
        "seat": seat,
        "seat_form": SeatForm(initial={"about": seat.notify, "is_asked": seat.is_asked}) if seat else None,
        "mute_form": MuteForm(),
        "is_muted": bool(seat and seat.muted_until and seat.muted_until > clock.now()),
        "people": Person.objects.filter(seats__room=shown).order_by("name")[:LISTED],
        "others": Person.objects.visible_to(viewer).active().exclude(seats__room=shown).order_by("name")[:OFFERED],
        "may_seat": may(viewer, "chat.seat", shown, viewer),
        "may_change": may(viewer, "chat.change_room", shown),
    }
    return render(request, "chat/room_form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def shelve(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a room into the archive, or with `back` take it out again."""
    viewer = person_of(request)
    shown = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    move = unarchive_room if request.POST.get("back") else archive_room
    move.via(via_web(request))(viewer, shown)
    return redirect("chat:room", shown.pk)
