"""Urgent calls on the web: the ledger, sending one, confirming, calling again, taking back."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from denyut.chat.actions import call_again, cancel_ding, confirm_ding, ding, see_ding
from denyut.chat.budget import budget_of
from denyut.chat.call_links import call_of
from denyut.chat.calls import ledger, purses
from denyut.chat.choosing import offered
from denyut.chat.ding_form import DingForm, people_for
from denyut.chat.models import Ding, Line, Room
from denyut.chat.pages import number_in
from denyut.people.models import Person
from denyut.people.requests import attempt, person_of, via_web
from denyut.people.sheets import done, sheet
from denyut.spine.access import may
from denyut.spine.events import Via

ANSWERS = {"confirm": confirm_ding, "again": call_again, "cancel": cancel_ding, "seen": see_ding}


@login_required
@require_GET
def dings(request: HttpRequest) -> HttpResponse:
    """The ledger, for everybody: who called whom, when and why, how soon it was confirmed, and what is left of whose week."""
    viewer = person_of(request)
    context = {
        "rows": ledger(),
        "purses": purses(),
        "budget": budget_of(viewer),
        "may_ding": may(viewer, "chat.ding", None),
    }
    return render(request, "chat/dings.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Call somebody; `?person=` and `?room=` say whom and from where."""
    viewer = person_of(request)
    return _form(request, viewer, _room(request, viewer), None)


@login_required
@require_http_methods(["GET", "POST"])
def line_ding(request: HttpRequest, pk: int) -> HttpResponse:
    """Call somebody about a line."""
    viewer = person_of(request)
    line = get_object_or_404(Line.objects.visible_to(viewer).select_related("room"), pk=pk)
    return _form(request, viewer, line.room, line)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int, how: str) -> HttpResponse:
    """Do one of `ANSWERS` with a call: confirm it, call again, take it back, or note that it is on the screen."""
    viewer = person_of(request)
    ANSWERS[how].via(via_web(request))(viewer, _ding(viewer, pk))
    return done(request, reverse("chat:dings"))


@login_required
@require_GET
def callable_people(request: HttpRequest) -> HttpResponse:
    """Colleagues to call whose name, title or e-mail has the words `?q=`; with `?room=` of a room that is not open those who sit in it."""
    viewer = person_of(request)
    found = offered(viewer, request.GET.get("q", ""), among=people_for(viewer, _room(request, viewer)))
    return render(request, "chat/_choices.html", {"choices": found})


@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind a letter's link: it confirms one call and shows nothing else, so nobody need sign in for it.

    Opening it confirms nothing: programs open the links of letters before people do.
    """
    found = call_of(secret)
    if found is None:
        raise Http404
    if request.method == "POST" and found.confirmed_at is None and not found.ding.is_cancelled:
        confirm_ding.via(Via("mail"))(found.person, found.ding)
        return redirect(request.path)
    return render(request, "chat/call.html", {"call": found, "ding": found.ding})


def _form(request: HttpRequest, viewer: Person, room: Room | None, line: Line | None) -> HttpResponse:
    asked = number_in(request.GET.get("person", "")) or (line.author_id if line else None)
    initial = {"people": [asked] if asked != viewer.pk else [], "text": line.text[:500] if line else ""}
    form = DingForm(request.POST or None, initial=initial, viewer=viewer, room=room)
    send = ding.via(via_web(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: send(viewer, **form.words(), room=room, line=line))
        if made:
            return done(request, reverse("chat:dings"))
    chosen = form.chosen()
    choices = offered(viewer, "", among=people_for(viewer, room))
    context = {
        "form": form,
        "budget": budget_of(viewer),
        "action": request.get_full_path(),
        "may_ding": may(viewer, "chat.ding", room),
        "room": room,
        "chosen": chosen,
        "choices": [person for person in choices if person not in chosen],
    }
    return sheet(request, _("Call urgently"), "chat/_ding_form.html", context, is_wrong=bool(form.errors))


def _room(request: HttpRequest, viewer: Person) -> Room | None:
    number = number_in(request.GET.get("room", ""))
    return get_object_or_404(Room.objects.visible_to(viewer), pk=number) if number is not None else None


def _ding(viewer: Person, pk: int) -> Ding:
    return get_object_or_404(Ding.objects.visible_to(viewer).select_related("by", "room"), pk=pk)
