"""Static files stand under an address that carries a version, so that browsers keep them for good.

The version is in the path, not behind a question mark: a module then finds its neighbours of the same version by plain relative imports.
"""

import hashlib
from pathlib import Path
from typing import Any

ONE_YEAR = 31_536_000


def version(root: Path) -> str:
    """A digest of the names and contents of all static files below `root`."""
    digest = hashlib.sha256()
    for path in sorted(root.glob("*/static/**/*")):
        if path.is_file():
            digest.update(str(path.relative_to(root)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def add_headers(headers: Any, path: str, url: str) -> None:
    """What stands under a version never changes."""
    headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    headers["X-Content-Type-Options"] = "nosniff"
