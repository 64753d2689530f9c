"""A serving process of our own, and what it takes of the machine."""

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE, TO_STOP, GLANCE = 90.0, 20, 0.02
KB = 1024
ADDRESS = re.compile(rb"http://localhost:(\d+)/")


class Failed(Exception):
    """What was to be measured did not run."""


@dataclass(frozen=True)
class Server:
    """A server that answers. `seconds` passed from its start to its first good answer."""

    pid: int
    port: int
    seconds: float

    def memory(self) -> tuple[float, float]:
        """What it holds of the memory in MB: resident, and proportional (what it shares counted in parts)."""
        text = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        found = {name: int(kb) for name, kb in re.findall(r"^(Rss|Pss):\s+(\d+) kB", text, re.M)}
        return found["Rss"] / KB, found["Pss"] / KB

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cores() -> tuple[list[int], list[int]]:
    """The cores for the server and for its clients: one for the server where there are several."""
    ours = sorted(os.sched_getaffinity(0))
    return (ours[:1], ours[1:]) if len(ours) > 1 else (ours, ours)


@contextmanager
def serving(data: Path) -> Iterator[Server]:
    """A server on this data directory during the block. Raises Failed when it does not come up; its words are in `bench.log` there."""
    log = data / "bench.log"
    with log.open("wb") as file:
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "denyut", "serve", "--port", "0"],
            env=environment(data),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
        )
        try:
            os.sched_setaffinity(process.pid, cores()[0])
            port = _answering(process, log)
            yield Server(process.pid, port, time.monotonic() - started)
        finally:
            _stop(process)


def environment(data: Path) -> dict[str, str]:
    """The environment of a Denyut that knows nothing but this data directory."""
    others = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DENYUT_", "DATABASE_URL", "REDIS_URL"))
    }
    return {**others, "DENYUT_DATA": str(data), "PYTHONUNBUFFERED": "1"}


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _answering(process: subprocess.Popen[bytes], log: Path) -> int:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        found = ADDRESS.search(log.read_bytes())
        if found and _is_well(int(found[1])):
            return int(found[1])
        time.sleep(GLANCE)
    raise Failed(f"The server did not come up: {log.read_text()[-2000:]}")


def _is_well(port: int) -> bool:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asking.request("GET", "/health/")
        return asking.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        asking.close()
