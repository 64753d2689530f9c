"""The set-up code: on a server that others can reach, only who reads its terminal founds the workspace."""

import secrets
from hmac import compare_digest
from pathlib import Path

from django.conf import settings


def demand() -> str:
    """From now on a code is needed to found the workspace; the code. The same one until the workspace stands."""
    if not (code := wanted()):
        code = secrets.token_hex(4)
        _place().write_text(code)
        _place().chmod(0o600)
    return code


def wanted() -> str:
    """The code that founding takes, empty when it takes none."""
    return _place().read_text().strip() if _place().exists() else ""


def is_right(code: str) -> bool:
    """Whether `code` opens the set-up page."""
    return compare_digest(code.strip().encode(), wanted().encode())


def _place() -> Path:
    return Path(settings.DATA_DIR) / "welcome.code"
