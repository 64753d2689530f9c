"""Starting a talk on the web: with one person or with several."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from denyut.chat.actions import start_direct, start_group
from denyut.chat.actions.talks import pair_of
from denyut.chat.choosing import offered
from denyut.chat.door import receive
from denyut.chat.models import Room
from denyut.chat.pages import number_in
from denyut.people.models import Person
from denyut.people.requests import new_key, person_of, via_web
from denyut.people.sheets import sheet
from denyut.spine.access import Refused


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose whom to write to: GET offers people, with `?to=` one of them; POST starts the talk with those `people`."""
    if request.method == "POST":
        return _start(request)
    viewer, to = person_of(request), number_in(request.GET.get("to", ""))
    if to is not None:
        return _to_one(request, viewer, get_object_or_404(Person.objects.visible_to(viewer), pk=to))
    return _offer(request, viewer)


@login_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """People whose name, title or e-mail has the words `?q=`, to choose from."""
    return render(request, "chat/_choices.html", {"choices": offered(person_of(request), request.GET.get("q", ""))})


def _offer(request: HttpRequest, viewer: Person, *, refusal: str = "") -> HttpResponse:
    chosen = Person.objects.visible_to(viewer).filter(pk__in=_numbers(request)) if refusal else []
    context = {"choices": offered(viewer, ""), "chosen": chosen, "refusal": refusal}
    return sheet(request, _("New message"), "chat/_new_form.html", context, is_wrong=bool(refusal))


def _to_one(request: HttpRequest, viewer: Person, person: Person) -> HttpResponse:
    """The talk with one person: the room when there is one, else a page on which the first message starts it."""
    there = Room.objects.visible_to(viewer).filter(pair=pair_of(viewer, person)).first()
    if there is not None or person == viewer:
        return redirect("chat:room", there.pk) if there is not None else _offer(request, viewer)
    return render(request, "chat/first.html", {"person": person, "key": new_key()})


def _start(request: HttpRequest) -> HttpResponse:
    viewer, via = person_of(request), via_web(request)
    numbers = _numbers(request)
    chosen = list(Person.objects.visible_to(viewer).filter(pk__in=numbers))
    try:
        if len(chosen) == 1:
            started = start_direct.via(via)(viewer, chosen[0])
        else:
            started = start_group.via(via)(viewer, people=chosen, name=request.POST.get("name", ""))
    except Refused as refusal:
        return _offer(request, viewer, refusal=str(refusal))
    text = request.POST.get("text", "")
    if text.strip():
        receive(viewer, started, text, key=f"{via.key}:first" if via.key else "")
    return redirect("chat:room", started.pk)


def _numbers(request: HttpRequest) -> list[int]:
    return [number for number in map(number_in, request.POST.getlist("people")) if number is not None]
