"""Which addresses a webhook may go to: public ones, by https. What a name stands for is asked at each connection, and checked."""

from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from denyut.lib.addresses import Place, Unreachable, is_public, place_of_host
from denyut.spine.access import Invalid

__all__ = ["Place", "Unreachable", "checked_url", "is_public", "place_of"]

LONGEST = 500


def checked_url(text: str) -> str:
    """The address as it is kept. Raises Invalid for one that is none, not https, or inside the house."""
    try:
        parts = urlsplit(text.strip())
        is_whole = bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_whole = False
    if not is_whole or len(text) > LONGEST or any(sign.isspace() or ord(sign) < 32 for sign in text.strip()):
        raise Invalid(_("Write a whole address, like https://example.com/hook."), code="url", field="url")
    if parts.scheme != "https" and not (parts.scheme == "http" and settings.HOOKS_MAY_REACH_PRIVATE):
        raise Invalid(
            _("News leave the company encrypted only: the address begins with https."), code="https", field="url"
        )
    if parts.username or parts.password:
        raise Invalid(_("Leave name and password out of the address: each message is signed."), code="url", field="url")
    _check_host(parts)
    return parts._replace(fragment="").geturl()


def place_of(parts: SplitResult) -> Place:
    """Where to connect for an address. Raises Unreachable when its name is unknown, or stands for anything that is not public."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return place_of_host(parts.hostname or "", port, may_be_private=settings.HOOKS_MAY_REACH_PRIVATE)


def _check_host(parts: SplitResult) -> None:
    host = (parts.hostname or "").rstrip(".")
    try:
        is_inside = not is_public(host)
    except ValueError:
        is_inside = host == "localhost" or host.endswith((".localhost", ".local", ".internal")) or "." not in host
    if is_inside and not settings.HOOKS_MAY_REACH_PRIVATE:
        raise Invalid(
            _("This address is inside your own network. News go to public addresses only."), code="private", field="url"
        )
