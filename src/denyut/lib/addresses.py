"""Where a name leads: addresses are asked for once, checked, and connected to as they were checked."""

import ipaddress
import socket
from dataclasses import dataclass

NAT64 = ipaddress.ip_network("64:ff9b::/96")
type Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


class Unreachable(Exception):
    """Nobody can be, or may be, reached at an address; the message says why."""


@dataclass(frozen=True)
class Place:
    """Where to connect: an address that was checked, and the port."""

    address: str
    port: int


def place_of_host(host: str, port: int, *, may_be_private: bool = False) -> Place:
    """Where to connect for a name. Raises Unreachable when it is unknown, or stands for anything that is not public.

    With `may_be_private` it may stand for the house's own network, and still never for link-local addresses, behind which
    clouds keep their keys.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"the name {host} is not known") from error
    addresses = [str(entry[4][0]) for entry in found]
    # One private address among public ones is how a name is turned against the house it is asked from.
    if not may_be_private and not all(is_public(address) for address in addresses):
        raise Unreachable(f"{host} is not a public address")
    if any(is_never_right(address) for address in addresses):
        raise Unreachable(f"{host} is an address that nobody may ask")
    return Place(addresses[0], port)


def is_public(address: str) -> bool:
    """Whether an address belongs to the open internet, whatever it is wrapped in."""
    ip = _bare(address)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def is_never_right(address: str) -> bool:
    """Whether an address is one that no data lies behind: link-local, for many, or for nobody."""
    ip = _bare(address)
    return ip.is_link_local or ip.is_multicast or ip.is_unspecified or ip == ipaddress.ip_address("fd00:ec2::254")


def _bare(address: str) -> Ip:
    return _unwrapped(ipaddress.ip_address(address.partition("%")[0]))


def _unwrapped(ip: Ip) -> Ip:
    """The IPv4 address that an IPv6 one carries, else itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)
