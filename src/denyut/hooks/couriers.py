"""Those who carry messages: a thread for each address while there is something to send, so that none waits for another."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import connection

from denyut.hooks.actions.deliveries import claim, let_go, note_answer
from denyut.hooks.cloudevents import MEDIA_TYPE
from denyut.hooks.keys import signing_secret
from denyut.hooks.models import Delivery, Outgoing
from denyut.hooks.sending import SECONDS, Answer, post
from denyut.lib.signing import signed_headers
from denyut.spine import clock

BATCH = 200
REST = timedelta(seconds=1)
OLD_SECRET_LIVES = 24 * 3600
log = logging.getLogger("denyut.hooks")

_gate = threading.Lock()
_out: set[int] = set()


type Later = Callable[[int, datetime], None]


def send_soon(hook_id: int, later: Later) -> threading.Thread | None:
    """Send what is due for an address, in a thread of its own, and call `later` with the moment at which the next is due.

    None when a thread of this process is doing so already.
    """
    with _gate:
        if hook_id in _out:
            return None
        _out.add(hook_id)
    courier = threading.Thread(target=_carry, args=[hook_id, later], name=f"courier {hook_id}", daemon=True)
    courier.start()
    return courier


def send_due(hook_id: int, *, seconds: float = SECONDS) -> int:
    """Send what is due for an address, one after the other, until one fails: it then rests. Returns how many were tried."""
    if not claim(hook_id):
        return 0
    tried = 0
    try:
        while tried < BATCH and (delivery := _next(hook_id)) is not None:
            tried += 1
            if not _send(delivery, seconds):
                break
    finally:
        let_go(hook_id)
    return tried


def due_at(hook_id: int) -> datetime | None:
    """When the next message to an address is due; None when none waits, or it is switched off."""
    waiting = Delivery.objects.filter(hook=hook_id, state=Delivery.State.WAITING, hook__is_active=True)
    return waiting.order_by("next_at").values_list("next_at", flat=True).first()


def _carry(hook_id: int, later: Later) -> None:
    try:
        _send_and_leave(hook_id)
        # Asked after leaving: what came since then has either woken another courier, or is seen here.
        moment = due_at(hook_id)
        if moment is not None:
            later(hook_id, max(moment, clock.now() + REST))
    except Exception:  # the boundary of a thread: what was not sent is due still, and the sweep finds it
        log.exception("nothing more could be sent to webhook %s", hook_id)
    finally:
        connection.close()


def _send_and_leave(hook_id: int) -> None:
    try:
        send_due(hook_id)
    finally:
        with _gate:
            _out.discard(hook_id)


def _next(hook_id: int) -> Delivery | None:
    due = Delivery.objects.filter(hook=hook_id, state=Delivery.State.WAITING, next_at__lte=clock.now())
    return due.filter(hook__is_active=True).select_related("hook").order_by("next_at", "id").first()


def _send(delivery: Delivery, seconds: float) -> bool:
    try:
        answer = _posted(delivery, seconds)
    except (
        Exception
    ) as error:  # the boundary of one message: what cannot even be sent must not stand before all others for ever
        log.exception("message %s could not be sent", delivery.pk)
        answer = Answer(None, 0, type(error).__name__)
    note_answer(delivery, answer)
    return answer.is_good


def _posted(delivery: Delivery, seconds: float) -> Answer:
    headers = {
        "Content-Type": MEDIA_TYPE,
        "User-Agent": "Denyut-Webhooks/1",
        **signed_headers(_secrets(delivery.hook), delivery.key, _seconds(clock.now()), delivery.body),
    }
    return post(delivery.hook.url, delivery.body.encode(), headers, seconds=seconds)


def _secrets(hook: Outgoing) -> list[str]:
    age = (clock.now() - hook.turned_at).total_seconds()
    turns = [hook.turn] if hook.turn == 1 or age > OLD_SECRET_LIVES else [hook.turn, hook.turn - 1]
    return [signing_secret(hook, turn) for turn in turns]


def _seconds(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())
