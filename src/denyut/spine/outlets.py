"""Outlets: what the product does about what happened, after it is in the log.

An outlet keeps its own place in the log. Its work and its place move in one transaction, so that a crash neither loses an event nor
doubles its effect; one that fails is tried again later and stops no other.
"""

import logging
import traceback
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db import transaction

from denyut.spine import clock, writer
from denyut.spine.models import Event, OutletCursor, OutletFailure
from denyut.spine.verbs import Verb

BATCH = 200
LAG = 500
ATTEMPTS = 8
log = logging.getLogger("denyut.outlets")


@dataclass(frozen=True)
class Outlet:
    """A listener: `handle` is called for each event of its verbs, at least once, in order; its effects are keyed by the event."""

    name: str
    verbs: Set[str]
    handle: Callable[[Event], None]


OUTLETS: dict[str, Outlet] = {}


def outlet(name: str, verbs: Iterable[Verb | str]) -> Callable[[Callable[[Event], None]], Callable[[Event], None]]:
    """Declare the outlet `name` for these verbs; those of features it may not import are given by name."""

    def declare(handle: Callable[[Event], None]) -> Callable[[Event], None]:
        OUTLETS[name] = Outlet(name, frozenset(str(v) for v in verbs), handle)
        return handle

    return declare


def catch_up() -> int:
    """Bring every outlet to the end of the log, and try again what failed before. Returns how many events were handled.

    An outlet that has nothing to hear in what is new does not even move, until it lags far behind: most events concern none.
    """
    places = dict(OutletCursor.objects.values_list("name", "position"))
    since = min((places.get(name, 0) for name in OUTLETS), default=0)
    news = list(Event.objects.filter(id__gt=since).order_by("id").values_list("id", "verb")[:LAG])
    late = [which for which in OUTLETS.values() if len(news) == LAG or _is_concerned(which, places, news)]
    return sum(_to_the_end(which) for which in late) + _try_again()


def skip_to_end() -> None:
    """Let every outlet take the log as read: for a company whose history was loaded, not lived."""

    def move() -> None:
        last = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
        for name in OUTLETS:
            OutletCursor.objects.update_or_create(name=name, defaults={"position": last})

    writer.run(move)


def _is_concerned(which: Outlet, places: dict[str, int], news: list[tuple[int, str]]) -> bool:
    return any(verb in which.verbs and number > places.get(which.name, 0) for number, verb in news)


def _to_the_end(which: Outlet) -> int:
    handled = 0
    while _is_behind(which):
        handled += writer.run(lambda: _one_batch(which))
    return handled


def _is_behind(which: Outlet) -> bool:
    position = OutletCursor.objects.filter(name=which.name).values_list("position", flat=True).first() or 0
    return Event.objects.filter(id__gt=position).exists()


def _one_batch(which: Outlet) -> int:
    cursor, _made = OutletCursor.objects.get_or_create(name=which.name)
    ids = list(Event.objects.filter(id__gt=cursor.position).order_by("id").values_list("id", flat=True)[:BATCH])
    if not ids:
        return 0
    events = Event.objects.filter(id__in=ids, verb__in=which.verbs).select_related("actor", "words").order_by("id")
    handled = sum(_handle(which, event) for event in events)
    cursor.position = ids[-1]
    cursor.save(update_fields=["position"])
    return handled


def _handle(which: Outlet, event: Event) -> bool:
    try:
        with transaction.atomic():
            which.handle(event)
        return True
    except Exception as error:  # one outlet's fault must stop neither the others nor the log
        log.exception("%s failed on event %s", which.name, event.pk)
        trace = "".join(traceback.format_exception(error))[-4000:]
        failure, made = OutletFailure.objects.get_or_create(
            outlet=which.name, event=event, defaults={"error": trace, "next_at": clock.now() + timedelta(seconds=10)}
        )
        if not made:
            failure.attempts, failure.error = failure.attempts + 1, trace
            failure.next_at = clock.now() + timedelta(seconds=10 * 2**failure.attempts)
            failure.save()
        return False


def _try_again() -> int:
    due = OutletFailure.objects.filter(next_at__lte=clock.now(), attempts__lt=ATTEMPTS).values_list("id", flat=True)
    return sum(writer.run(partial(_retry, pk)) for pk in list(due))


def _retry(pk: int) -> bool:
    failure = OutletFailure.objects.select_related("event__actor", "event__words").filter(pk=pk).first()
    if failure is None or failure.outlet not in OUTLETS:
        return False
    is_mended = _handle(OUTLETS[failure.outlet], failure.event)
    if is_mended:
        failure.delete()
    return is_mended
