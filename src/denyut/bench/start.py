"""From nothing to the first page, and what the installation takes of memory and disk."""

import subprocess
import sys
import sysconfig
import tempfile
import time
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings

from denyut.bench import seed
from denyut.bench.client import browser
from denyut.bench.seed.people import sign_in
from denyut.bench.server import environment, serving
from denyut.bench.sizes import Size
from denyut.bench.table import Figure, quantile

SOURCE = Path(__file__).resolve().parents[1]
LOCK = SOURCE.parents[1] / "requirements" / "base.txt"
MB = 1024 * 1024


def measure(size: Size) -> list[Figure]:
    """Start in an empty directory, then again and again in one with a company in it, until the first page has come."""
    data = Path(settings.DATA_DIR)
    cookie = sign_in(seed.found(size).crew.people[:1])[0]
    with tempfile.TemporaryDirectory(prefix="empty-", dir=data) as empty, serving(Path(empty)) as server:
        first = server.seconds
    starts = [_start(data, cookie) for _ in range(size.rounds)]
    bare = min(_seconds_of("pass") for _ in range(size.rounds))
    imported = min(_seconds_of("import denyut.site.wsgi, denyut.site.asgi") for _ in range(size.rounds))
    packages, source = disk()
    return [
        Figure(
            "start to the first page", quantile([s for s, _rss, _pss in starts], 0.5), "s", "≤ 3 s", bare, "bare Python"
        ),
        Figure("… the very first, tables and files included", first, "s"),
        Figure("… importing everything", imported, "s", "", bare, "bare Python"),
        Figure("memory when idle, resident", starts[-1][1], "MB", "≤ 160 MB"),
        Figure("… proportional", starts[-1][2], "MB"),
        Figure("disk: packages and source", packages + source, "MB", "≤ 300 MB"),
        Figure("… source alone", source, "MB"),
    ]


def disk() -> tuple[float, float]:
    """MB on disk: the packages a server needs (all that are installed, where no lock file tells), and our own source."""
    wanted = (
        {line.partition("==")[0].lower() for line in LOCK.read_text().splitlines() if "==" in line}
        if LOCK.exists()
        else None
    )
    home = Path(sysconfig.get_path("purelib"))
    tops = {
        home / file.parts[0]
        for package in distributions()
        if wanted is None or package.name.lower().replace("_", "-") in wanted
        for file in package.files or ()
        if not file.parts[0].startswith("..")
    }
    return sum(map(_size, tops)) / MB, _size(SOURCE) / MB


def _start(data: Path, cookie: str) -> tuple[float, float, float]:
    with serving(data) as server:
        began = time.monotonic()
        browser(server.port, cookie).get("/")
        took = server.seconds + time.monotonic() - began
        return took, *server.memory()


def _seconds_of(program: str) -> float:
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", program], env=environment(Path(settings.DATA_DIR)), check=True)
    return time.monotonic() - began


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else sum(p.stat().st_size for p in path.rglob("*") if p.is_file())
