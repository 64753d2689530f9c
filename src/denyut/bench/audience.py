"""Many open streams, held by a process of its own, and what they heard."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from denyut.bench.pipes import Pipe, talking
from denyut.bench.server import Failed, cores

PATIENCE = 30.0


@dataclass(frozen=True)
class Heard:
    """For each event the first and the last moment (monotonic ns) and how many had it; the fewest and the most chat lines of a stream.

    `disorder` counts lines that came twice or out of order, `behind` streams without the newest event, `lost` those that were closed.
    """

    arrivals: dict[int, tuple[int, int, int]]
    bytes: int
    lines: tuple[int, int]
    disorder: int
    behind: int
    lost: int

    def of(self, event: int, streams: int) -> tuple[int, int]:
        """When the first and the last of all streams had this event. Raises Failed when one never had it."""
        for number in sorted(n for n in self.arrivals if n >= event):
            first, last, count = self.arrivals[number]
            if count == streams:
                return first, last
        raise Failed(f"Event {event} did not reach all {streams} streams: {self.lost} lost, {self.behind} behind.")


class Audience:
    """Open streams. `seconds` is how long it took to open them."""

    def __init__(self, pipe: Pipe, count: int) -> None:
        self._pipe, self.count = pipe, count
        self.seconds: float = pipe.answer()["seconds"]

    def heard(self, until: int) -> Heard:
        """What came since the last time, once the event `until` has come to all or patience is at an end."""
        self._pipe.say({"until": until, "patience": PATIENCE})
        told = self._pipe.answer()
        arrivals = {int(number): tuple(arrival) for number, arrival in told.pop("arrivals").items()}
        return Heard(arrivals, lines=tuple(told.pop("lines")), **told)


@contextmanager
def listening(port: int, streams: int, path: str = "/", cookies: Sequence[str] = ("",)) -> Iterator[Audience]:
    """So many open streams during the block, signed in with these cookie headers in turn."""
    wish = {"port": port, "streams": streams, "path": path, "cookies": cookies, "cores": cores()[1]}
    with talking("denyut.bench.listener", wish) as pipe:
        yield Audience(pipe, streams)
