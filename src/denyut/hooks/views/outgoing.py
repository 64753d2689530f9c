"""Where news go: for administrators."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from denyut.hooks.actions import (
    change_outgoing,
    end_outgoing,
    make_outgoing,
    ping_outgoing,
    replay_delivery,
    replay_failed,
    turn_outgoing,
)
from denyut.hooks.forms import OutgoingForm, ReplayForm
from denyut.hooks.keys import signing_secret
from denyut.hooks.models import Delivery, Outgoing
from denyut.hooks.picking import all_verbs, groups
from denyut.people.models import Person
from denyut.people.requests import attempt, new_key, person_of, via_web
from denyut.spine.access import require

A_PAGE = 50


@login_required
@require_GET
def hooks(request: HttpRequest) -> HttpResponse:
    """All webhooks, each with what waits and what failed."""
    viewer = _administrator(request)
    waiting = Count("deliveries", filter=Q(deliveries__state=Delivery.State.WAITING))
    failed = Count("deliveries", filter=Q(deliveries__state=Delivery.State.FAILED))
    found = Outgoing.objects.visible_to(viewer).select_related("room").annotate(waiting=waiting, failed=failed)
    return render(request, "hooks/outgoing_all.html", {"hooks": found})


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Send news to an address."""
    viewer = _administrator(request)
    form = OutgoingForm(request.POST or None, viewer=viewer, verbs=all_verbs(), is_new=True)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: make_outgoing.via(via_web(request))(viewer, **form.words()))
        if made:
            return redirect("hooks:outgoing", made.pk)
    return _form(request, form, {"title": _("New webhook"), "hook": None})


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change where news go, which, and whether."""
    viewer = _administrator(request)
    shown = _hook(viewer, pk)
    initial = {
        "name": shown.name,
        "url": shown.url,
        "room": shown.room_id,
        "verbs": shown.verbs,
        "is_active": shown.is_active,
    }
    options: dict[str, Any] = {"viewer": viewer, "verbs": sorted({*all_verbs(), *shown.verbs}), "is_new": False}
    form = OutgoingForm(request.POST or None, initial=initial, **options)
    if request.method == "POST" and form.is_valid():
        change = change_outgoing.via(via_web(request))
        if attempt(form, lambda: change(viewer, shown, **form.words())):
            return redirect("hooks:outgoing", shown.pk)
    return _form(request, form, {"title": shown.name, "hook": shown})


@login_required
@require_GET
def hook(request: HttpRequest, pk: int) -> HttpResponse:
    """A webhook: how it signs, what was sent, what came of it."""
    viewer = _administrator(request)
    shown = _hook(viewer, pk)
    state = request.GET.get("state", "")
    sent = shown.deliveries.all()
    if state in Delivery.State.values:
        sent = sent.filter(state=state)
    page = Paginator(sent.defer("body"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "hook": shown,
        "page": page,
        "state": state,
        "states": Delivery.State.choices,
        "secret": signing_secret(shown),
        "replay_form": ReplayForm(),
        "key": new_key(),
    }
    return render(request, "hooks/outgoing.html", context)


@login_required
@require_POST
def do(request: HttpRequest, pk: int) -> HttpResponse:
    """One of the buttons of a webhook: test it, send again what failed, give it a new secret, end it."""
    viewer = _administrator(request)
    shown, what, via = _hook(viewer, pk), request.POST.get("do", ""), via_web(request)
    if what == "ping":
        ping_outgoing.via(via)(viewer, shown)
        messages.success(request, _("A test message is on its way."))
    elif what == "turn":
        turn_outgoing.via(via)(viewer, shown)
        messages.success(request, _("The secret is new. For a day messages are signed with the old one as well."))
    elif what == "end":
        end_outgoing.via(via)(viewer, shown)
        messages.success(request, _("The webhook has ended."))
        return redirect("hooks:outgoing_all")
    elif what == "replay":
        form = ReplayForm(request.POST)
        if form.is_valid():
            replay_failed.via(via)(viewer, shown, since=form.cleaned_data["since"])
            messages.success(request, _("What failed since then is sent again."))
        else:
            messages.error(request, _("Choose a day and a time."))
    return redirect("hooks:outgoing", shown.pk)


@login_required
@require_http_methods(["GET", "POST"])
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: its body, and what was answered. POST sends it once more."""
    viewer = _administrator(request)
    sent = get_object_or_404(Delivery.objects.visible_to(viewer).select_related("hook"), pk=pk)
    if request.method == "POST":
        replay_delivery.via(via_web(request))(viewer, sent)
        messages.success(request, _("The message is on its way once more."))
        return redirect("hooks:outgoing", sent.hook_id)
    return render(request, "hooks/delivery.html", {"sent": sent, "key": new_key()})


def _administrator(request: HttpRequest) -> Person:
    viewer = person_of(request)
    require(viewer, "hooks.administer")
    return viewer


def _hook(viewer: Person, pk: int) -> Outgoing:
    return get_object_or_404(Outgoing.objects.visible_to(viewer).select_related("room", "owner"), pk=pk)


def _form(request: HttpRequest, form: OutgoingForm, context: dict[str, Any]) -> HttpResponse:
    chosen = set(form["verbs"].value() or [])
    whole = {**context, "form": form, "groups": groups(chosen)}
    return render(request, "hooks/outgoing_form.html", whole, status=422 if form.errors else 200)
