"""What the composer asks while somebody types."""

from dataclasses import asdict

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from denyut.chat.models import Room
from denyut.chat.suggesting import suggested
from denyut.people.requests import person_of


@login_required
@require_GET
def suggestions(request: HttpRequest, pk: int) -> JsonResponse:
    """What fits the words `?q=` after the sign `?sign=`: "@", "#" or ":"."""
    viewer = person_of(request)
    room = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    found = suggested(viewer, room, request.GET.get("sign", ""), request.GET.get("q", ""))
    return JsonResponse({"offers": [asdict(offer) for offer in found]})
