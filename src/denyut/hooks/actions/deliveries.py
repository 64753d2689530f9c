"""The books of what is sent: what waits, who is sending, what came of it."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q

from denyut.hooks import wanted
from denyut.hooks.cloudevents import event_body
from denyut.hooks.models import Delivery, Outgoing
from denyut.hooks.retries import GONE, is_given_up, next_try
from denyut.hooks.sending import Answer
from denyut.hooks.verbs import OUTGOING_STOPPED
from denyut.spine import clock, writer
from denyut.spine.events import record
from denyut.spine.models import Event

LEASE = timedelta(seconds=60)
WAITING_AT_MOST = 10_000
KEPT = timedelta(days=30)


def queue_event(hook: Outgoing, event: Event) -> bool:
    """Let an event wait for an address, once. True when it is the first that is due, so that somebody has to be woken to send it.

    Where ten thousand wait already it counts as failed, and can be sent later by hand.
    """
    waiting = hook.deliveries.filter(state=Delivery.State.WAITING)
    is_full = len(waiting.order_by().values_list("pk")[WAITING_AT_MOST - 1 : WAITING_AT_MOST]) > 0
    now = clock.now()
    wait = {"state": Delivery.State.FAILED, "ended_at": now} if is_full else {"next_at": now}
    is_alone = not waiting.filter(next_at__lte=now).exists()
    _delivery, is_new = Delivery.objects.get_or_create(
        hook=hook,
        key=f"event_{event.pk}",
        defaults={"event": event.pk, "verb": event.verb, "body": event_body(event, hook), "made_at": now, **wait},
    )
    return is_new and is_alone and not is_full


def claim(hook_id: int) -> bool:
    """Become the one who sends to an address, for a minute. False while somebody else is, or when it is switched off."""
    now = clock.now()
    free = Outgoing.objects.active().filter(Q(busy_until=None) | Q(busy_until__lt=now), pk=hook_id)
    return writer.run(lambda: free.update(busy_until=now + LEASE)) == 1


def let_go(hook_id: int) -> None:
    """Let others send to the address again."""
    writer.run(lambda: Outgoing.objects.filter(pk=hook_id).update(busy_until=None))


def note_answer(delivery: Delivery, answer: Answer) -> None:
    """Write down what came of an attempt: delivered, to be tried again, failed, or the whole address given up."""
    writer.run(partial(_note, delivery.pk, answer))


def forget_old() -> int:
    """Delete messages that ended more than 30 days ago. Returns how many."""
    old = Delivery.objects.exclude(state=Delivery.State.WAITING).filter(made_at__lt=clock.now() - KEPT)
    gone, _rows = writer.run(old.delete)
    return gone


def _note(number: int, answer: Answer) -> None:
    delivery = Delivery.objects.select_related("hook").filter(pk=number).first()
    if delivery is None:
        return
    hook, now = delivery.hook, clock.now()
    delivery.attempts += 1
    delivery.status, delivery.milliseconds, delivery.answer = answer.status, answer.milliseconds, answer.words
    again = None if answer.is_good or answer.status == GONE else next_try(delivery.attempts, now)
    if answer.is_good:
        delivery.state = Delivery.State.DELIVERED
    elif again is None:
        delivery.state = Delivery.State.FAILED
    delivery.next_at, delivery.ended_at = again, None if again else now
    delivery.save()
    hook.busy_until = now + LEASE
    hook.failing_since = None if answer.is_good else hook.failing_since or now
    hook.save(update_fields=["busy_until", "failing_since"])
    _give_up(hook, answer, now)


def _give_up(hook: Outgoing, answer: Answer, now: datetime) -> None:
    if answer.status != GONE and not is_given_up(hook.failing_since, now):
        return
    hook.is_active, hook.stopped_at = False, now
    hook.stop = Outgoing.Stop.GONE if answer.status == GONE else Outgoing.Stop.FAILING
    hook.save(update_fields=["is_active", "stopped_at", "stop"])
    waiting = hook.deliveries.filter(state=Delivery.State.WAITING)
    waiting.update(state=Delivery.State.FAILED, next_at=None, ended_at=now)
    record(OUTGOING_STOPPED, None, hook, facts={"hook": hook.pk, "stop": str(hook.stop)})
    transaction.on_commit(wanted.forget)
