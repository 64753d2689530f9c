"""A server in a process of its own, on a data directory of its own: what a browser meets in real life."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

ADDRESS = re.compile(r"(http://[^/\s]+)/")
# What the test run itself is told must not reach the server: it serves as it would on anybody's machine.
FOREIGN = ("DJANGO_SETTINGS_MODULE", "DENYUT_TEST_DATA", "DATABASE_URL", "REDIS_URL", "DENYUT_MAIL", "DENYUT_DEMO")


class Server:
    """`denyut serve`, or with `is_demo` `denyut demo`, on the data directory `data`."""

    def __init__(self, data: Path, *, is_demo: bool = False, language: str = "id") -> None:
        self.data, self.address, self.log = data, "", data.parent / f"{data.name}.log"
        self._words = ["demo", "--language", language] if is_demo else ["serve"]
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Serve, from the second time on at the same address. Raises RuntimeError when it ends instead."""
        port = self.address.rpartition(":")[2] or "0"
        command = [sys.executable, "-m", "denyut", *self._words, "--data", str(self.data), "--port", port]
        with self.log.open("a") as errors:
            self._process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=errors, text=True, env=_environment()
            )
        self.address = self._read_address()

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, and wait for it."""
        self._end(signal.SIGTERM)

    def tell(self, deed: str) -> None:
        """Run Python in the installation's own settings, beside the server or while it is away."""
        command = [sys.executable, "-c", f"import django; django.setup()\n{deed}"]
        own = {"DJANGO_SETTINGS_MODULE": "denyut.site.settings", "DENYUT_DATA": str(self.data)}
        subprocess.run(command, env=_environment() | own, check=True)

    def _read_address(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        for line in self._process.stdout:
            found = ADDRESS.search(line)
            if found:
                return found[1]
        self._process.wait()
        raise RuntimeError(f"The server did not start:\n{self.log.read_text()[-3000:]}")

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(30)
            if self._process.stdout:
                self._process.stdout.close()
            self._process = None


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in FOREIGN}


@contextmanager
def serving(data: Path, *, is_demo: bool = False, language: str = "id") -> Iterator[Server]:
    """A server during the block."""
    server = Server(data, is_demo=is_demo, language=language)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def data_folder() -> Iterator[Path]:
    """A place for data directories during the block, in memory where there is one: a disk flush costs nothing there."""
    memory = "/dev/shm"  # noqa: S108 not a temporary file but a fast place for them
    folder = Path(mkdtemp(prefix="denyut-browser-", dir=memory if os.access(memory, os.W_OK) else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
