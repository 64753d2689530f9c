"""Bringing in another program's chat on the web: choose it, look at what it would do, say who is who, bring it in, take it back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from denyut.exchange.actions import begin_talk, undo_talk, upload_talk
from denyut.exchange.bringing import TalkWishes, opened
from denyut.exchange.models import TalkImport
from denyut.exchange.talk_forms import TalkForm, TalkWishesForm, people_in, wishes_of
from denyut.exchange.talk_people import speakers_of
from denyut.exchange.talk_words import PROGRAMS, reason_of, sentence_of
from denyut.exchange.talks.opening import UnreadableTalk
from denyut.exchange.talks.told import Conversation, Talk
from denyut.people.models import Person
from denyut.people.requests import attempt, new_key, person_of, via_web, wants_fragment
from denyut.spine.access import Invalid, may, require
from denyut.spine.events import Via

RECENT, PROBLEMS_SHOWN, SPEAKERS_SHOWN, LISTED = 10, 50, 200, 2000


@login_required
@require_http_methods(["GET", "POST"])
def talks(request: HttpRequest) -> HttpResponse:
    """Choose a file and a room (`?room=`); POST keeps the file and goes on to its page."""
    viewer = person_of(request)
    require(viewer, "exchange.import")
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TalkForm(viewer, *bound, initial={"room": request.GET.get("room", "")})
    if form.is_bound and form.is_valid():
        file, room = form.cleaned_data["file"], form.cleaned_data["room"]
        kept = attempt(form, lambda: upload_talk.via(Via("web"))(viewer, file, file_name=file.name, room=room))
        if kept:
            return redirect("exchange:talk", kept.pk)
    earlier = own(viewer).select_related("room").filter(begun_at__isnull=False)[:RECENT]
    context = {"form": form, "earlier": earlier}
    return render(request, "exchange/talks.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """What would come in. POST with `go` brings it in, without it looks again."""
    viewer = person_of(request)
    kept = get_object_or_404(own(viewer).select_related("room"), pk=pk)
    if kept.begun_at is not None or not kept.path:
        return redirect("exchange:talk_progress", kept.pk)
    data = request.POST if request.method == "POST" else None
    form = TalkWishesForm(seen(kept, TalkWishes()), data, has_room=kept.room is not None)
    people = said_people(form, data)
    wishes = wishes_of(form, people)
    if data is not None and "go" in data and form.is_valid():
        name = form.cleaned_data.get("room_name", "")
        begun = attempt(form, lambda: begin_talk.via(via_web(request))(viewer, kept, wishes.as_json(), room_name=name))
        if begun:
            return redirect("exchange:talk_progress", kept.pk)
    context = {"form": form, "kept": kept, **preview(viewer, kept, wishes)}
    return render(request, "exchange/talk.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, and in the end what came of it."""
    viewer = person_of(request)
    kept = get_object_or_404(own(viewer).select_related("room"), pk=pk)
    if kept.begun_at is None and kept.path:
        return redirect("exchange:talk", kept.pk)
    context = {
        "kept": kept,
        "program": PROGRAMS.get(kept.program, ""),
        "percent": 100 * kept.done // max(kept.total, 1),
        "result": kept.result,
        "may_undo": bool(may(viewer, "exchange.undo_talk", kept)) and bool(kept.program) and not kept.is_undone,
        "key": new_key(),
    }
    name = "exchange/_talk_progress.html" if wants_fragment(request) else "exchange/talk_progress.html"
    return render(request, name, context)


@login_required
@require_POST
def undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back as a whole."""
    viewer = person_of(request)
    kept = get_object_or_404(own(viewer), pk=pk)
    undone = undo_talk.via(via_web(request))(viewer, kept)
    stays = undone.result.get("stays", 0)
    messages.success(request, _("Most of it was taken back.") if stays else _("All of it was taken back."))
    return redirect("exchange:talk_progress", pk)


def own(viewer: Person) -> QuerySet[TalkImport]:
    """What the viewer brought; a chat is nobody else's to see."""
    return TalkImport.objects.filter(person=viewer)


def seen(kept: TalkImport, wishes: TalkWishes) -> Talk:
    """What the file says. Raises Invalid with the reason for one that is no chat."""
    try:
        return opened(kept, wishes)
    except UnreadableTalk as error:
        raise Invalid(reason_of(error.code), code=error.code, field="file") from error


def said_people(form: TalkWishesForm, data: Any) -> dict[str, str] | None:
    """Who is which colleague, None where nothing was said; an unknown address becomes an error of the form."""
    if data is None or "author-0" not in data:
        return None
    try:
        return people_in(data)
    except forms.ValidationError as error:
        form.add_error(None, error)
        return None


def preview(viewer: Person, kept: TalkImport, wishes: TalkWishes) -> dict[str, Any]:
    """What the page shows of the conversation that was chosen."""
    talk = seen(kept, wishes)
    conversation = talk.conversation(wishes.conversation) or Conversation("")
    speakers = speakers_of(talk, conversation, wishes.people)
    said = conversation.said
    return {
        "program": PROGRAMS[talk.program],
        "talk": talk,
        "conversation": conversation,
        "count": len(said),
        "first": said[0].at if said else None,
        "last": said[-1].at if said else None,
        "files": sum(1 for one in said for file in one.files if file.member),
        "speakers": speakers[:SPEAKERS_SHOWN],
        "more_speakers": max(len(speakers) - SPEAKERS_SHOWN, 0),
        "colleagues": Person.objects.active().filter(is_bot=False).order_by("name")[:LISTED],
        "problems": [sentence_of(problem) for problem in talk.problems[:PROBLEMS_SHOWN]],
        "more_problems": max(len(talk.problems) - PROBLEMS_SHOWN, 0),
        "may_go": bool(said),
        "key": new_key(),
    }
