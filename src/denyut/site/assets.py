"""Static files under addresses that carry a version, so that browsers keep them for good."""

import hashlib
from functools import cache
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage

ONE_YEAR = 31_536_000


class VersionedStorage(StaticFilesStorage):
    """Adds `?v=…`, a digest of all our own static files, to each address: a module imports its neighbours by plain relative paths."""

    def url(self, name: str | None, force: bool = False) -> str:
        return f"{super().url(name)}?v={version()}"


@cache
def version() -> str:
    """A digest of the names, sizes and times of all static files."""
    stamps = []
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            stamps.append(f"{path}:{storage.size(path)}:{storage.get_modified_time(path).timestamp()}")
    return hashlib.sha256("\n".join(sorted(stamps)).encode()).hexdigest()[:10]


def add_headers(headers: Any, path: str, url: str) -> None:
    """Static files are asked for again once a day; a versioned address never needs to be."""
    headers["Cache-Control"] = f"public, max-age={86_400}"
    headers["X-Content-Type-Options"] = "nosniff"
