"""Work over many things by the clock, in which one that fails stops no other."""

import logging
from collections.abc import Callable, Iterable

log = logging.getLogger("denyut.jobs")


def each[T](things: Iterable[T], work: Callable[[T], object]) -> int:
    """Do the work for each of the things. One that fails is logged and left for the next time. Returns how many were done."""
    done = 0
    for thing in things:
        try:
            work(thing)
            done += 1
        except (
            Exception
        ):  # the boundary of a job: whatever is wrong with one thing, the others have waited for their moment
            log.exception("%s failed for %r", getattr(work, "__qualname__", work), thing)
    return done
