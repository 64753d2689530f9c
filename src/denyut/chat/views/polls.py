"""Polls on the web: voting in place, one's own secret vote, closing."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from denyut.chat.actions import cast_vote, close_poll
from denyut.chat.models import Poll, Vote
from denyut.chat.pages import number_in
from denyut.people.models import Person
from denyut.people.requests import person_of, via_web
from denyut.people.sheets import done
from denyut.spine import clock

CHOSEN = {"yes": True, "no": False, "": None}


@login_required
@require_POST
def cast(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose an option or take it back: `option` is its place, `is_chosen` "yes" or "no", or nothing to turn it over."""
    viewer = person_of(request)
    poll, option = _seen(viewer, pk), number_in(request.POST.get("option", ""))
    said = request.POST.get("is_chosen", "")
    if option is None or said not in CHOSEN:
        raise Http404
    cast_vote.via(via_web(request))(viewer, poll, option=option, is_chosen=CHOSEN[said])
    return done(request, reverse("chat:room", args=[poll.room_id]))


@login_required
@require_GET
def mine(request: HttpRequest, pk: int) -> HttpResponse:
    """What the viewer chose, for themself alone."""
    viewer = person_of(request)
    poll = _seen(viewer, pk)
    places = Vote.objects.filter(poll=poll, person=viewer).order_by("option").values_list("option", flat=True)
    chosen = [(place, poll.options[place]) for place in places]
    context = {"poll": poll, "chosen": chosen, "is_over": poll.is_over(clock.now())}
    return render(request, "chat/_my_vote.html", context)


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take no more votes."""
    viewer = person_of(request)
    poll = _seen(viewer, pk)
    close_poll.via(via_web(request))(viewer, poll)
    return done(request, reverse("chat:room", args=[poll.room_id]))


def _seen(viewer: Person, pk: int) -> Poll:
    return get_object_or_404(Poll.objects.visible_to(viewer), pk=pk)
