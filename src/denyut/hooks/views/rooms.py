"""A room's integrations: programs that speak in it, and its mail."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from denyut.chat.models import Room
from denyut.hooks.actions import (
    change_incoming,
    close_mailbox,
    end_incoming,
    open_incoming,
    open_mailbox,
    turn_incoming,
)
from denyut.hooks.addresses import whole_address
from denyut.hooks.forms import IncomingChangeForm, IncomingForm, LettersForm, MailboxForm
from denyut.hooks.keys import robot_secret
from denyut.hooks.mailing import address_of, bring
from denyut.hooks.models import Incoming, Mailbox
from denyut.people.models import Person
from denyut.people.requests import attempt, new_key, person_of, via_web
from denyut.spine.access import may


@login_required
@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """Who else speaks in a room. POST lets a program in, and shows its address once."""
    viewer = person_of(request)
    shown = _room(viewer, pk)
    form = IncomingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        let_in = open_incoming.via(via_web(request))
        made = attempt(form, lambda: let_in(viewer, shown, **form.words()))
        if made is not None:
            return _once(request, shown, made)
    return _page(request, shown, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def incoming(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a program, or ask other things of it."""
    viewer = person_of(request)
    hook = _hook(viewer, pk)
    form = IncomingChangeForm(request.POST or None, hook=hook)
    if request.method == "POST" and form.is_valid():
        kept = {"is_signed": hook.is_signed, "words": hook.words, "networks": hook.networks}
        change = change_incoming.via(via_web(request))
        if attempt(form, lambda: change(viewer, hook, **{**kept, **form.words()})):
            return redirect("hooks:room", hook.room_id)
    secret = robot_secret(hook) if hook.is_signed and may(viewer, "hooks.change_incoming", hook.room) else ""
    context = {"form": form, "hook": hook, "secret": secret, "room": hook.room}
    return render(request, "hooks/incoming.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def turn(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a program a new address, shown once."""
    viewer = person_of(request)
    hook = _hook(viewer, pk)
    return _once(request, hook.room, turn_incoming.via(via_web(request))(viewer, hook))


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a program speak no longer."""
    viewer = person_of(request)
    hook = _hook(viewer, pk)
    end_incoming.via(via_web(request))(viewer, hook)
    messages.success(request, _("%(name)s can't speak here any more.") % {"name": hook.name})
    return redirect("hooks:room", hook.room_id)


@login_required
@require_POST
def mailbox(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a room take mail, say which, or with `close` take none."""
    viewer = person_of(request)
    shown = _room(viewer, pk)
    form = MailboxForm(request.POST)
    if request.POST.get("close"):
        close_mailbox.via(via_web(request))(viewer, shown)
    elif form.is_valid():
        open_mailbox.via(via_web(request))(viewer, shown, **form.words())
    return redirect("hooks:room", shown.pk)


@login_required
@require_POST
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a file of letters into a room."""
    viewer = person_of(request)
    shown = _room(viewer, pk)
    form = LettersForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, shown, letters_form=form)
    brought, unreadable = bring(viewer, shown, form.cleaned_data["file"].read())
    if unreadable or not brought:
        form.add_error("file", _unread(brought, unreadable))
        return _page(request, shown, letters_form=form)
    said = ngettext("%(count)s letter is in the room now.", "%(count)s letters are in the room now.", brought)
    messages.success(request, said % {"count": brought})
    return redirect("chat:room", shown.pk)


def _unread(brought: int, unreadable: int) -> str:
    if not brought:
        return _("There is no letter in this file that can be read. Choose an .eml or .mbox file.")
    text = ngettext(
        "%(count)s letter could not be read. The others are in the room now.",
        "%(count)s letters could not be read. The others are in the room now.",
        unreadable,
    )
    return text % {"count": unreadable}


def _room(viewer: Person, pk: int) -> Room:
    return get_object_or_404(Room.objects.visible_to(viewer), pk=pk)


def _hook(viewer: Person, pk: int) -> Incoming:
    return get_object_or_404(Incoming.objects.visible_to(viewer).standing().select_related("room"), pk=pk)


def _once(request: HttpRequest, shown: Room, made: Incoming) -> HttpResponse:
    """The page with an address that is shown this once. A form that was sent twice has shown it already."""
    if not made.token:
        return redirect("hooks:room", shown.pk)
    secret = robot_secret(made) if made.is_signed else ""
    return _page(request, shown, made={"hook": made, "address": whole_address(request, made), "secret": secret})


def _page(
    request: HttpRequest,
    shown: Room,
    *,
    form: IncomingForm | None = None,
    letters_form: LettersForm | None = None,
    made: dict[str, Any] | None = None,
) -> HttpResponse:
    viewer, box = person_of(request), Mailbox.objects.filter(room=shown).first()
    settings = {name: getattr(box, name, False) for name in ("takes_strangers", "must_be_verified")}
    is_wrong = bool((form and form.errors) or (letters_form and letters_form.errors))
    context = {
        "room": shown,
        "form": form if is_wrong and form else IncomingForm(),
        "letters_form": letters_form or LettersForm(),
        "mailbox_form": MailboxForm(initial=settings),
        "mail_address": address_of(shown),
        "hooks": Incoming.objects.standing().filter(room=shown).select_related("made_by"),
        "made": made,
        "key": new_key(),
        "may_change": may(viewer, "hooks.change_incoming", shown),
        "may_say": may(viewer, "chat.say", shown),
    }
    return render(request, "hooks/room.html", context, status=422 if is_wrong else 200)
