"""News on their way out: each event waits for every address that hears of it."""

from denyut.hooks.actions.deliveries import queue_event
from denyut.hooks.jobs import send
from denyut.hooks.models import Outgoing
from denyut.hooks.sight import hears
from denyut.hooks.verbs import MESSAGE_QUEUED
from denyut.hooks.wanted import WANTED
from denyut.spine.models import Event
from denyut.spine.outlets import OUTLETS, Outlet, outlet

NAME = "hooks.outgoing"


def let_wait_for_all(event: Event) -> None:
    """Only writes down what is to be sent: a receiver that is slow or gone is somebody else's trouble."""
    for hook in Outgoing.objects.active().filter(since__lt=event.pk).select_related("owner"):
        # Whoever is sending goes on until nothing is due: only the first to wait has to wake them.
        if event.verb in hook.verbs and hears(hook, event) and queue_event(hook, event):
            send.enqueue(hook.pk)


@outlet("hooks.by_hand", [MESSAGE_QUEUED])
def send_what_was_asked(event: Event) -> None:
    """Somebody wants a message sent now."""
    send.enqueue(event.facts["hook"])


OUTLETS[NAME] = Outlet(NAME, WANTED, let_wait_for_all)
