"""Progress on a terminal: one line that counts up; in a log, one line for each thing begun."""

from typing import TextIO


class Teller:
    """

    ells what is being done, and how far: call it with what, how many are done, and of how many (0: nobody knows).
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._is_terminal, self._last = stream, stream.isatty(), ""

    def __call__(self, what: str, done: int = 0, total: int = 0) -> None:
        share = f" {done * 100 // total} %" if total else ""
        if self._is_terminal:
            self._stream.write(f"\r\x1b[2K{what} …{share}")
            self._stream.flush()
        elif not total and what != self._last:
            self._stream.write(f"{what} …\n")
        self._last = what

    def end(self) -> None:
        """Leave the line clean."""
        if self._is_terminal and self._last:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
