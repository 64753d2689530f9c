"""The one hand that writes. In a serving process all deeds pass through one thread, which commits those that wait together.

One commit then costs one disk flush for many deeds, no deed waits for a lock, and the log's order is the order of commits. Where no
writer runs (command line, tests) a deed is its own transaction in the calling thread.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from denyut.spine.access import Unavailable

BATCH = 256
WAITING_AT_MOST = 2000
TURN = 7_219_041


@dataclass
class Order:
    """A piece of work for the writer, and the promise of what comes of it."""

    work: Callable[[], Any]
    promise: Future[Any]


_orders: queue.Queue[Order | None] = queue.Queue()
_thread: threading.Thread | None = None
# Held while somebody queues or the writer starts or stops: an order behind the writer's end would wait for ever.
_gate = threading.Lock()


def run[T](work: Callable[[], T]) -> T:
    """Do `work` in one transaction and return its result. What it raises undoes it and comes back to the caller.

    Raises Unavailable when the storage is full, locked or gone, or when too many deeds are waiting.
    """
    promise = queued(work)
    return _here(work) if promise is None else promise.result()


def start() -> None:
    """Start this process's writer thread, once."""
    global _thread
    with _gate:
        if _thread is None:
            _thread = threading.Thread(target=_write_on, name="writer", daemon=True)
            _thread.start()


def stop() -> None:
    """Finish what waits, then end the writer thread. Whoever comes meanwhile writes by themself."""
    global _thread
    with _gate:
        ending, _thread = _thread, None
        if ending is not None:
            _orders.put(None)
    if ending is not None:
        ending.join()


def storage_trouble(error: Exception) -> Unavailable:
    """What to tell a person about an error of the database: try again, or free some space."""
    if "full" in str(error) or "No space" in str(error):
        return Unavailable(
            _("The server's disk is full, so nothing was saved. Ask an administrator to free some space."),
            code="storage_full",
        )
    return Unavailable(
        _("The storage did not answer, so nothing was saved. Try again in a moment."), code="storage_unavailable"
    )


def queued[T](work: Callable[[], T]) -> Future[T] | None:
    """The writer's promise, or None where the caller has to do the work: without a writer, and in its own thread. Raises as `run`."""
    with _gate:
        if _thread is None or threading.current_thread() is _thread:
            return None
        if _orders.qsize() > WAITING_AT_MOST:
            raise Unavailable(_("Denyut is very busy. Try again in a moment."), code="busy")
        promise: Future[T] = Future()
        _orders.put(Order(_as_asked(work), promise))
        return promise


def _as_asked[T](work: Callable[[], T]) -> Callable[[], T]:
    """The work in its caller's context and language: a refusal is a sentence for whoever asked."""
    # Django keeps the language by thread, so that a copied context alone would answer everybody in the default one.
    context, language = copy_context(), translation.get_language()

    def spoken() -> T:
        with translation.override(language):
            return work()

    return lambda: context.run(spoken if language else work)


def _here[T](work: Callable[[], T]) -> T:
    is_outermost = not connection.in_atomic_block
    try:
        with transaction.atomic():
            if is_outermost:
                _take_turn()
            return work()
    except (OperationalError, InterfaceError) as error:
        raise storage_trouble(error) from error


def _write_on() -> None:
    while (order := _orders.get()) is not None:
        _commit_together(_with_those_waiting(order))
    connection.close()


def _with_those_waiting(first: Order) -> list[Order]:
    batch = [first]
    while len(batch) < BATCH:
        try:
            order = _orders.get_nowait()
        except queue.Empty:
            break
        if order is None:
            _orders.put(None)
            break
        batch.append(order)
    return batch


def _commit_together(batch: list[Order]) -> None:
    results: list[tuple[Any, BaseException | None]] = []
    try:
        with transaction.atomic():
            _take_turn()
            results = [_attempt(order) for order in batch]
            # A savepoint that could not be rolled back dooms the batch: Django would drop it without a word.
            if transaction.get_rollback():
                raise OperationalError("the transaction was lost")
    except Exception as error:  # the one writer outlives whatever happens, and nobody waits for it in vain
        is_storage = isinstance(error, DatabaseError | InterfaceError)
        results = [(None, storage_trouble(error) if is_storage else error)] * len(batch)
        connection.close_if_unusable_or_obsolete()
    for order, (value, trouble) in zip(batch, results, strict=True):
        if trouble is None:
            order.promise.set_result(value)
        else:
            order.promise.set_exception(trouble)


def _attempt(order: Order) -> tuple[Any, BaseException | None]:
    try:
        with transaction.atomic():
            return order.work(), None
    except (OperationalError, InterfaceError) as error:
        return None, storage_trouble(error)
    except BaseException as error:  # whatever a deed raises belongs to its caller, in another thread
        return None, error


def _take_turn() -> None:
    """On PostgreSQL one batch writes at a time, so that ids become visible in their order and a tail by id skips none."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
