"""Webhooks go to public addresses by https, whatever a name stands for and however an address is written."""

import socket
from typing import Any
from urllib.parse import urlsplit

import pytest

from denyut.hooks.reach import Place, Unreachable, checked_url, is_public, place_of
from denyut.spine.access import Invalid

PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104 an address like any other here
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "2001:0:4136:e378:8000:63bf:f5ff:fffe",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "url"),
        ("example.com/hook", "url"),
        ("https://", "url"),
        ("https://exa mple.com/", "url"),
        ("https://example.com/\r\nHost: x", "url"),
        ("https://example.com:99999/", "url"),
        ("https://[::1", "url"),
        ("https://example.com/" + "x" * 500, "url"),
        ("http://example.com/", "https"),
        ("ftp://example.com/", "https"),
        ("file:///etc/passwd", "url"),
        ("https://bo:secret@example.com/", "url"),
        ("https://localhost/", "private"),
        ("https://localhost./", "private"),
        ("https://db/", "private"),
        ("https://db.internal/", "private"),
        ("https://printer.local/", "private"),
        ("https://a.localhost/", "private"),
        ("https://127.0.0.1/", "private"),
        ("https://[::1]:8443/", "private"),
        ("https://[::ffff:10.0.0.1]/", "private"),
        ("https://169.254.169.254/latest/meta-data/", "private"),
    ],
)
def test_refused_addresses(url: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_url(url)
    assert (refusal.value.code, refusal.value.field) == (code, "url")


def test_kept_addresses(settings: Any) -> None:
    assert checked_url(" https://example.com:8443/a?b=c#d ") == "https://example.com:8443/a?b=c"
    settings.HOOKS_MAY_REACH_PRIVATE = True
    assert checked_url("http://localhost:8080/") == "http://localhost:8080/"


def names(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def known(host: str, port: int, **options: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", known)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_stands_for_something_private(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    names(monkeypatch, "8.8.8.8", address)
    with pytest.raises(Unreachable):
        place_of(urlsplit("https://rebound.example.com/"))


def test_numbers_in_other_writings_are_names() -> None:
    for host in ("2130706433", "0x7f000001", "0177.0.0.1", "127.1"):
        with pytest.raises((Invalid, Unreachable)):
            place_of(urlsplit(checked_url(f"https://{host}/")))


def test_the_checked_address_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    names(monkeypatch, "8.8.8.8")
    assert place_of(urlsplit("https://example.com/")) == Place("8.8.8.8", 443)
    assert place_of(urlsplit("https://example.com:8443/")) == Place("8.8.8.8", 8443)


def test_an_unknown_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: Any, **options: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Unreachable, match="is not known"):
        place_of(urlsplit("https://nowhere.example/"))
