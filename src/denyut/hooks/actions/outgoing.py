"""Deeds on addresses to which news go."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from denyut.chat.models import Room
from denyut.hooks import wanted
from denyut.hooks.cloudevents import PING, ping_body
from denyut.hooks.models import Delivery, Outgoing
from denyut.hooks.reach import checked_url
from denyut.hooks.verbs import MESSAGE_QUEUED, OUTGOING_CHANGED, OUTGOING_ENDED, OUTGOING_MADE, OUTGOING_TURNED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import head, record
from denyut.spine.verbs import VERBS

AT_MOST = 30
AGAIN_AT_MOST = 1000


@deed("hooks.make_outgoing")
def make_outgoing(actor: Person, *, name: str, url: str, verbs: Sequence[str], room: Room | None = None) -> Outgoing:
    """Send what happens from now on to `url`, as far as it is one of these `verbs`; with a `room`, what is said there too.

    Raises Refused for whoever is no administrator, Invalid for a name, address or verb that is none, Conflict when there are 30.
    """
    require(actor, "hooks.administer")
    if Outgoing.objects.filter(ended_at=None).count() >= AT_MOST:
        raise Conflict(_("There are 30 webhooks already. End one that nobody uses."), code="too_many")
    now = clock.now()
    hook = Outgoing(owner=actor, since=head(), made_at=now, turned_at=now)
    _fill(hook, name, url, verbs, room)
    hook.save()
    record(OUTGOING_MADE, actor, hook, facts={"hook": hook.pk})
    wanted.forget()
    return hook


@deed("hooks.change_outgoing")
def change_outgoing(
    actor: Person,
    hook: Outgoing,
    *,
    name: str,
    url: str,
    verbs: Sequence[str],
    room: Room | None = None,
    is_active: bool = True,
) -> Outgoing:
    """Change where news go, which, and whether. Who switches it on again begins with what happens then.

    Whoever chooses another `room` must find it, and becomes the owner. Raises as `make_outgoing` does, Conflict where the room that it
    hears now is closed to the actor.
    """
    hook = _standing(actor, hook)
    if hook.room is not None and not _finds(actor, hook.room):
        reason = _("This webhook hears a room that you do not find. Ask its owner, or end it.")
        raise Conflict(reason, code="room")
    if room is not None and room.pk != hook.room_id:
        hook.owner = actor
    _fill(hook, name, url, verbs, room)
    if is_active != hook.is_active:
        _switch(hook, is_active=is_active)
    hook.save()
    record(OUTGOING_CHANGED, actor, hook, facts={"hook": hook.pk, "active": hook.is_active})
    wanted.forget()
    return hook


@deed("hooks.turn_outgoing")
def turn_outgoing(actor: Person, hook: Outgoing) -> Outgoing:
    """Give an address a new secret. For a day messages are signed with the old one as well. Raises Refused, Conflict when it has ended."""
    hook = _standing(actor, hook)
    hook.turn, hook.turned_at = hook.turn + 1, clock.now()
    hook.save(update_fields=["turn", "turned_at"])
    record(OUTGOING_TURNED, actor, hook, facts={"hook": hook.pk})
    return hook


@deed("hooks.end_outgoing")
def end_outgoing(actor: Person, hook: Outgoing) -> Outgoing:
    """Send nothing there any more, for good; what waits is dropped. Raises Refused, Conflict when it has ended."""
    hook = _standing(actor, hook)
    hook.ended_at, hook.is_active = clock.now(), False
    hook.save(update_fields=["ended_at", "is_active"])
    hook.deliveries.filter(state=Delivery.State.WAITING).delete()
    record(OUTGOING_ENDED, actor, hook, facts={"hook": hook.pk})
    wanted.forget()
    return hook


@deed("hooks.ping_outgoing")
def ping_outgoing(actor: Person, hook: Outgoing) -> Delivery:
    """Send a message that only tests the way. Raises Refused, Conflict when the address has ended or is switched off."""
    hook = _on(actor, hook)
    now = clock.now()
    key = f"ping_{hook.pk}_{hook.deliveries.count() + 1}_{int(now.timestamp())}"
    delivery = Delivery(hook=hook, verb=PING, key=key, body=ping_body(key, now), made_at=now, next_at=now)
    delivery.save()
    record(MESSAGE_QUEUED, actor, hook, facts={"hook": hook.pk})
    return delivery


@deed("hooks.replay_delivery")
def replay_delivery(actor: Person, delivery: Delivery) -> Delivery:
    """Send a message once more, with the same id and body. Raises Refused, Conflict while the address is switched off."""
    hook = _on(actor, delivery.hook)
    delivery = _once_more(Delivery.objects.get(pk=delivery.pk))
    record(MESSAGE_QUEUED, actor, hook, facts={"hook": hook.pk})
    return delivery


@deed("hooks.replay_failed")
def replay_failed(actor: Person, hook: Outgoing, *, since: datetime) -> Outgoing:
    """Send once more what failed since a moment, the thousand oldest at most. Raises Refused, Conflict while it is switched off."""
    hook = _on(actor, hook)
    failed = hook.deliveries.filter(state=Delivery.State.FAILED, made_at__gte=since)
    for delivery in failed.order_by("id")[:AGAIN_AT_MOST]:
        _once_more(delivery)
    record(MESSAGE_QUEUED, actor, hook, facts={"hook": hook.pk})
    return hook


def _once_more(delivery: Delivery) -> Delivery:
    delivery.state, delivery.attempts, delivery.ended_at = Delivery.State.WAITING, 0, None
    delivery.next_at = clock.now()
    delivery.save(update_fields=["state", "attempts", "ended_at", "next_at"])
    return delivery


def _on(actor: Person, hook: Outgoing) -> Outgoing:
    hook = _standing(actor, hook)
    if not hook.is_active:
        raise Conflict(_("This webhook is switched off. Switch it on first."), code="off")
    return hook


def _standing(actor: Person, hook: Outgoing) -> Outgoing:
    require(actor, "hooks.administer")
    hook = Outgoing.objects.select_related("owner", "room").get(pk=hook.pk)
    if hook.ended_at is not None:
        raise Conflict(_("This webhook has been ended. Make a new one."), code="ended")
    return hook


def _fill(hook: Outgoing, name: str, url: str, verbs: Sequence[str], room: Room | None) -> None:
    hook.name = " ".join(name.split())
    if not hook.name or len(hook.name) > 80:
        raise Invalid(_("Give the webhook a name of up to 80 letters."), code="name", field="name")
    hook.url = checked_url(url)
    unknown = [verb for verb in verbs if verb not in VERBS]
    if unknown or not verbs:
        reason = _("Choose at least one thing that happens.") if not verbs else _("Nothing is called %(verb)s.")
        raise Invalid(reason % {"verb": unknown[0][:80] if unknown else ""}, code="verbs", field="verbs")
    hook.verbs = sorted(set(verbs))
    if room is not None and not _finds(hook.owner, room):
        raise Invalid(_("Choose a room that you find yourself."), code="room", field="room")
    hook.room = room


def _finds(person: Person, room: Room) -> bool:
    return Room.objects.visible_to(person).filter(pk=room.pk).exists()


def _switch(hook: Outgoing, *, is_active: bool) -> None:
    hook.is_active = is_active
    if is_active:
        hook.since, hook.failing_since, hook.stop, hook.stopped_at = head(), None, "", None
    else:
        hook.stop, hook.stopped_at = Outgoing.Stop.BY_HAND, clock.now()
