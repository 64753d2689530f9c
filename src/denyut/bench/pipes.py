"""Processes of ours that we talk with, one JSON line at a time."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from denyut.bench.server import Failed

TO_END = 30


class Pipe:
    """Both ends of the conversation with a process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._to, self._from = cast("IO[str]", process.stdin), cast("IO[str]", process.stdout)

    def say(self, what: dict[str, Any]) -> None:
        """Send one line."""
        self._to.write(json.dumps(what) + "\n")
        self._to.flush()

    def answer(self) -> Any:
        """Wait for one line. Raises Failed when the process has ended."""
        line = self._from.readline()
        if not line:
            raise Failed("A process that takes part in the measurement has ended.")
        return json.loads(line)

    def close(self) -> None:
        """Say that nothing more comes: the process ends."""
        self._to.close()


@contextmanager
def talking(module: str, wish: dict[str, Any]) -> Iterator[Pipe]:
    """A process that runs this module, told its `wish`, during the block."""
    command = [sys.executable, "-m", module]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    pipe = Pipe(process)
    try:
        pipe.say(wish)
        yield pipe
    finally:
        pipe.close()
        process.wait(TO_END)
