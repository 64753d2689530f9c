"""From one address like smtp://user:password@host:587?tls=1 to Django's settings for sending mail."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

# A page waits while a password letter goes out, so a server that does not answer is given up soon.
PATIENCE_SECONDS = 10


def mailers(url: str, data_dir: Path) -> dict[str, Any]:
    """The MAILERS setting for `url`; without one, letters become files in the data directory's `mail`.

    "smtp://" with "?tls=1" starts encryption after the greeting (port 587), "smtps://" speaks it from the first byte
    (port 465), and "smtp://" alone is plain. Raises ValueError for any other address.
    """
    if not url:
        options: dict[str, Any] = {"file_path": str(data_dir / "mail")}
        return {"default": {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": options}}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("DENYUT_MAIL must look like smtp://user:password@host:587?tls=1 or smtps://user:password@host")
    is_tls = parse_qs(parts.query).get("tls", ["0"])[-1] in ("1", "true", "yes")
    options = {
        "host": parts.hostname,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": is_tls and parts.scheme == "smtp",
        "timeout": PATIENCE_SECONDS,
        **({"port": parts.port} if parts.port else {}),
    }
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
