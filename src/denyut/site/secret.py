"""The installation's secret key: made once, kept in the data directory, readable by its owner alone."""

import os
import secrets
import tempfile
from pathlib import Path


def secret_key(data: Path) -> str:
    """The key in `DENYUT_SECRET_KEY`, or the one in the data directory, made at the first start.

    Of two first starts at once, one makes it and both use it.
    """
    if os.environ.get("DENYUT_SECRET_KEY"):
        return os.environ["DENYUT_SECRET_KEY"]
    path = data / "secret.key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(path)
    return path.read_text().strip()


def _make(path: Path) -> None:
    # Written whole under another name first: a link appears at once or not at all, and never replaces one that is there.
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix="secret-") as fresh:
        fresh.write(secrets.token_urlsafe(64))
        fresh.flush()
        try:
            os.link(fresh.name, path)
        except FileExistsError:
            return
