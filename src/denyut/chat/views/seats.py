"""Seats on the web: taking and giving them, what one person wants of a room, and what they have read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from denyut.chat.actions import ask_me_here, give_seat, leave_seat, mark_all_read, mute_room, notify_me
from denyut.chat.forms import MuteForm, SeatForm
from denyut.chat.models import Room
from denyut.chat.pages import number_in
from denyut.people.models import Person
from denyut.people.requests import person_of, via_web, wants_fragment

DONE = 204


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
@require_POST
def wishes(request: HttpRequest, pk: int) -> HttpResponse:
    """What the viewer wants to hear of a room."""
    viewer = person_of(request)
    shown = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    form = SeatForm(request.POST)
    if form.is_valid():
        notify_me(viewer, shown, about=form.cleaned_data["about"])
        ask_me_here(viewer, shown, is_asked=form.cleaned_data["is_asked"])
    return redirect("chat:edit", shown.pk)


@login_required
@require_POST
def mute(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a room quiet for the viewer for a while, or hear it again."""
    viewer = person_of(request)
    shown = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    form = MuteForm(request.POST)
    if form.is_valid():
        mute_room(viewer, shown, until=form.until(viewer))
    return redirect("chat:edit" if "settings" in request.POST else "chat:room", shown.pk)


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Everything is read."""
    mark_all_read(person_of(request))
    return HttpResponse(status=DONE) if wants_fragment(request) else redirect("chat:rooms")
