"""Deeds on addresses at which other programs speak."""

import ipaddress
from collections.abc import Sequence

from django.db.models import F
from django.utils.translation import gettext as _

from denyut.chat.actions.relaying import relay
from denyut.chat.models import Line, Room
from denyut.hooks.actions.bot import bot_for_programs
from denyut.hooks.keys import digest_of, new_token
from denyut.hooks.models import Incoming
from denyut.hooks.verbs import INCOMING_CHANGED, INCOMING_ENDED, INCOMING_OPENED, INCOMING_TURNED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

AT_MOST = 50
LISTED = 20


@deed("hooks.open_incoming")
def open_incoming(
    actor: Person,
    room: Room,
    *,
    name: str,
    kind: str = Incoming.Format.SLACK,
    is_signed: bool = False,
    words: Sequence[str] = (),
    networks: Sequence[str] = (),
) -> Incoming:
    """Let another program speak in a room under `name`. The address's secret is on the answer as `token`, this once.

    A robot that speaks DingTalk may have to sign, to use one of these `words`, or to call from one of these `networks` ("10.0.0.0/8").
    Raises Refused for whoever may not change the room, Invalid for a name, kind or network that is none, Conflict when there are 50.
    """
    require(actor, "hooks.change_incoming", room)
    if Incoming.objects.standing().filter(room=room).count() >= AT_MOST:
        raise Conflict(_("This room has 50 addresses already. End one that nobody uses."), code="too_many")
    token = new_token(_kind(kind))
    bot_for_programs()
    hook = Incoming(room=room, kind=kind, digest=digest_of(token), made_by=actor, made_at=clock.now())
    _fill(hook, name, is_signed, words, networks)
    hook.save()
    record(INCOMING_OPENED, actor, hook, place=f"room:{room.pk}", facts={"room": room.pk, "kind": hook.kind})
    hook.token = token
    return hook


@deed("hooks.change_incoming")
def change_incoming(
    actor: Person,
    hook: Incoming,
    *,
    name: str,
    is_signed: bool = False,
    words: Sequence[str] = (),
    networks: Sequence[str] = (),
) -> Incoming:
    """Rename an address, or ask other things of who calls it. Raises as `open_incoming` does, Conflict when it has ended."""
    hook = _standing(actor, hook)
    _fill(hook, name, is_signed, words, networks)
    hook.save(update_fields=["name", "is_signed", "words", "networks"])
    record(INCOMING_CHANGED, actor, hook, place=f"room:{hook.room_id}", facts={"room": hook.room_id})
    return hook


@deed("hooks.turn_incoming")
def turn_incoming(actor: Person, hook: Incoming) -> Incoming:
    """Give an address a new secret, on the answer as `token`; the old one is useless at once.

    Raises Refused, Conflict when it has ended.
    """
    hook = _standing(actor, hook)
    token = new_token(hook.kind)
    hook.digest, hook.turn = digest_of(token), hook.turn + 1
    hook.save(update_fields=["digest", "turn"])
    record(INCOMING_TURNED, actor, hook, place=f"room:{hook.room_id}", facts={"room": hook.room_id})
    hook.token = token
    return hook


@deed("hooks.end_incoming")
def end_incoming(actor: Person, hook: Incoming) -> Incoming:
    """Make an address useless for good. Raises Refused, Conflict when it has ended."""
    hook = _standing(actor, hook)
    hook.ended_at = clock.now()
    hook.save(update_fields=["ended_at"])
    record(INCOMING_ENDED, actor, hook, place=f"room:{hook.room_id}", facts={"room": hook.room_id})
    return hook


@deed("hooks.receive_message")
def receive_message(actor: Person, hook: Incoming, *, text: str, replay_key: str = "") -> Line:
    """Say what a program sent to an address. One with a `replay_key` that was received already changes nothing.

    Raises Refused when the address has ended or the room is archived, Invalid for nothing.
    """
    require(actor, "hooks.receive", hook)
    Incoming.objects.filter(pk=hook.pk).update(used=F("used") + 1, used_at=clock.now())
    return relay(actor, hook.room, text=text, external_key=replay_key or None, as_name=hook.name)


def _standing(actor: Person, hook: Incoming) -> Incoming:
    require(actor, "hooks.change_incoming", hook.room)
    hook = Incoming.objects.select_related("room").get(pk=hook.pk)
    if hook.ended_at is not None:
        raise Conflict(_("This address has been ended. Ask the room for a new one."), code="ended")
    return hook


def _fill(hook: Incoming, name: str, is_signed: bool, words: Sequence[str], networks: Sequence[str]) -> None:
    hook.name = " ".join(name.split())
    if not hook.name or len(hook.name) > 80:
        raise Invalid(_("Give the program a name of up to 80 letters."), code="name", field="name")
    hook.is_signed = is_signed and hook.kind == Incoming.Format.DINGTALK
    hook.words = [word.strip()[:80] for word in words if word.strip()][:LISTED]
    hook.networks = [_network(one) for one in networks if one.strip()][:LISTED]


def _kind(kind: str) -> str:
    if kind not in Incoming.Format.values:
        raise Invalid(_("There is no such kind of address."), code="kind", field="kind")
    return kind


def _network(text: str) -> str:
    try:
        return str(ipaddress.ip_network(text.strip(), strict=False))
    except ValueError as error:
        reason = _("“%(text)s” is no network. Write for example 203.0.113.0/24.")
        raise Invalid(reason % {"text": text[:60]}, code="network", field="networks") from error
