"""/incoming-hooks, /mailboxes, /webhooks and /deliveries: ways in and ways out."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Router, Status
from ninja.params.functions import Body, Path

from denyut.gateway import hook_shapes as shapes
from denyut.gateway.auth import caller_of, via_rest
from denyut.gateway.bodies import arguments_of, body_of, parameters_of
from denyut.gateway.description import about_writing
from denyut.gateway.operations import offer_deed, offer_list, offer_one, signed
from denyut.gateway.resource import Resource
from denyut.gateway.resources.rooms import ROOMS
from denyut.gateway.values import Reference
from denyut.hooks.actions import (
    change_incoming,
    change_outgoing,
    close_mailbox,
    end_incoming,
    end_outgoing,
    make_outgoing,
    open_incoming,
    open_mailbox,
    ping_outgoing,
    replay_delivery,
    replay_failed,
    turn_incoming,
    turn_outgoing,
)
from denyut.hooks.keys import signing_secret
from denyut.hooks.models import Delivery, Incoming, Mailbox, Outgoing
from denyut.people.models import Person
from denyut.spine.deeds import Deed


def visible_incoming(caller: Person) -> QuerySet[Incoming]:
    """The standing addresses of the rooms that the caller finds."""
    return Incoming.objects.visible_to(caller).standing().select_related("room")


def visible_mailboxes(caller: Person) -> QuerySet[Mailbox]:
    """The rooms that take mail, as far as the caller finds them."""
    return Mailbox.objects.filter(room__in=ROOMS.visible(caller)).exclude(room__mail_key=None).select_related("room")


INCOMING = Resource("incoming-hooks", shapes.IncomingHook, visible_incoming, {"room": (Reference, "room")})
MAILBOXES = Resource("mailboxes", shapes.Mailbox, visible_mailboxes)
WEBHOOKS = Resource("webhooks", shapes.Webhook, Outgoing.objects.visible_to, {"is_active": (bool, "is_active")})
SENT = Resource("deliveries", shapes.Delivery, Delivery.objects.visible_to, {"state": (str, "state")}, WEBHOOKS, "hook")
DELIVERIES = Resource(
    "deliveries", shapes.Delivery, lambda caller: Delivery.objects.visible_to(caller).select_related("hook")
)
HOOK = {"name": "Builds", "kind": "slack"}
WEBHOOK = {"name": "Data lake", "url": "https://lake.example.com/denyut", "verbs": ["okr.checked_in"]}
router = Router()


def offer_secret(
    path: str,
    deed: Deed[..., Any],
    *,
    answers: Resource[Any],
    subject: Resource[Any] | None,
    told: Callable[[Model, Any], None],
    example: dict[str, Any] | None = None,
) -> None:
    """A deed whose answer carries a secret, this once: `told` puts it from what the deed made onto what is answered."""
    parameters = parameters_of(deed, bound=1 if subject else 0)

    def view(request: HttpRequest, id: int | None = None, body: Any = None) -> Status[Any]:
        caller = caller_of(request)
        subjects = [subject.found(caller, id or 0)] if subject else []
        given = arguments_of(body, parameters, caller) if body is not None else {}
        made = deed.via(via_rest(request))(caller, *subjects, **given)
        answered = answers.shown(caller, made.pk)
        if answered is not None:
            told(answered, made)
        return Status(201, answered) if answered else Status(204, None)

    name = deed.name.rpartition(".")[2]
    view.__name__ = name
    model = body_of(
        "".join(map(str.capitalize, name.split("_"))) + "Body", parameters, is_partial=False, example=example or {}
    )
    body = {"body": (model, Body(...))} if parameters else {}
    signed(view, **({"id": (int, Path(...))} if subject else {}), response=None, **body)
    words: dict[str, Any] = {
        "summary": name.replace("_", " ").capitalize(),
        "description": " ".join((deed.__doc__ or "").split()),
    }
    responses = {201: answers.shape, 204: None}
    router.post(path, response=responses, operation_id=name, **words, **about_writing())(view)


def _tell_token(answered: Any, made: Any) -> None:
    answered.token = made.token


def _tell_secret(answered: Any, made: Any) -> None:
    answered.secret = signing_secret(made)


offer_list(router, INCOMING)
offer_one(router, INCOMING)
offer_secret(
    "/rooms/{int:id}/incoming-hooks", open_incoming, answers=INCOMING, subject=ROOMS, told=_tell_token, example=HOOK
)
offer_secret("/incoming-hooks/{int:id}/secret", turn_incoming, answers=INCOMING, subject=INCOMING, told=_tell_token)
offer_deed(
    router,
    "PATCH",
    "/incoming-hooks/{int:id}",
    change_incoming,
    answers=INCOMING,
    subject=INCOMING,
    is_partial=True,
    example={"name": "Deployments"},
)
offer_deed(router, "DELETE", "/incoming-hooks/{int:id}", end_incoming, answers=INCOMING, subject=INCOMING)
offer_list(router, MAILBOXES)
offer_one(router, MAILBOXES)
offer_deed(
    router,
    "PUT",
    "/rooms/{int:id}/mailbox",
    open_mailbox,
    answers=MAILBOXES,
    subject=ROOMS,
    example={"takes_strangers": True},
)
offer_deed(router, "DELETE", "/rooms/{int:id}/mailbox", close_mailbox, answers=ROOMS, subject=ROOMS)
offer_list(router, WEBHOOKS)
offer_one(router, WEBHOOKS)
offer_secret("/webhooks", make_outgoing, answers=WEBHOOKS, subject=None, told=_tell_secret, example=WEBHOOK)
offer_secret("/webhooks/{int:id}/secret", turn_outgoing, answers=WEBHOOKS, subject=WEBHOOKS, told=_tell_secret)
offer_deed(
    router,
    "PATCH",
    "/webhooks/{int:id}",
    change_outgoing,
    answers=WEBHOOKS,
    subject=WEBHOOKS,
    is_partial=True,
    example={"is_active": False},
)
offer_deed(router, "DELETE", "/webhooks/{int:id}", end_outgoing, answers=WEBHOOKS, subject=WEBHOOKS)
offer_list(router, SENT)
offer_one(router, DELIVERIES)
offer_deed(router, "POST", "/webhooks/{int:id}/pings", ping_outgoing, answers=DELIVERIES, subject=WEBHOOKS, status=201)
offer_deed(
    router,
    "POST",
    "/webhooks/{int:id}/replays",
    replay_failed,
    answers=WEBHOOKS,
    subject=WEBHOOKS,
    example={"since": "2026-03-02T08:00:00Z"},
)
offer_deed(router, "POST", "/deliveries/{int:id}/replay", replay_delivery, answers=DELIVERIES, subject=DELIVERIES)
