"""The installation's secret key: made once, kept in the data directory, readable by its owner alone."""

import os
import secrets
from pathlib import Path


def secret_key(data: Path) -> str:
    """The key in `DENYUT_SECRET_KEY`, or the one in the data directory, made at the first start."""
    if os.environ.get("DENYUT_SECRET_KEY"):
        return os.environ["DENYUT_SECRET_KEY"]
    path = data / "secret.key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()
