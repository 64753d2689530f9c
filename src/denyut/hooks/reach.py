"""Which addresses a webhook may go to: public ones, by https. What a name stands for is asked at each connection, and checked."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from denyut.spine.access import Invalid

LONGEST = 500
NAT64 = ipaddress.ip_network("64:ff9b::/96")
type Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


class Unreachable(Exception):
    """Nobody can be, or may be, reached at an address; the message says why."""


@dataclass(frozen=True)
class Place:
    """Where to connect: an address that was checked, and the port."""

    address: str
    port: int


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
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"the name {host} is not known") from error
    addresses = [str(entry[4][0]) for entry in found]
    # One private address among public ones is how a name is turned against the house it is asked from.
    if not settings.HOOKS_MAY_REACH_PRIVATE and not all(is_public(address) for address in addresses):
        raise Unreachable(f"{host} is not a public address")
    return Place(addresses[0], port)


def is_public(address: str) -> bool:
    """Whether an address belongs to the open internet, whatever it is wrapped in."""
    return _is_open(_unwrapped(ipaddress.ip_address(address.partition("%")[0])))


def _is_open(ip: Ip) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _unwrapped(ip: Ip) -> Ip:
    """The IPv4 address that an IPv6 one carries, else itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)


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
