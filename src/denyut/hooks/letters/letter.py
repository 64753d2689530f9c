"""A letter as a room takes it, read from RFC 822. Pure: whatever strange thing it holds, reading it raises only NotALetter."""

import email
import email.policy
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from denyut.hooks.letters.pages import text_of_page
from denyut.hooks.letters.trust import NAME, Trust, trust_in

IDS = re.compile(r"<[^<>\s]{1,500}>")
LONGEST_SUBJECT = 300
PARTS_AT_MOST = 200


class NotALetter(ValueError):
    """What came has no sender, or can't be read as a letter at all."""


@dataclass(frozen=True)
class Enclosure:
    """A file in a letter."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Letter:
    """Who wrote what, when, in answer to what. `number` is its Message-ID, `before` those it answers, the nearest first."""

    number: str
    before: tuple[str, ...]
    subject: str
    text: str
    sender: str
    address: str
    to: tuple[str, ...]
    at: datetime | None
    trust: Trust
    is_automatic: bool
    files: tuple[Enclosure, ...] = ()


def letter_of(raw: bytes, *, servers: Collection[str] = ()) -> Letter:
    """Read a letter; `servers` are the mail servers (authserv-ids) whose word on its sender counts. Raises NotALetter without a sender."""
    try:
        return _read(email.message_from_bytes(raw, policy=email.policy.default), servers)
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as error:
        if isinstance(error, NotALetter):
            raise
        # The library meets a few malformed headers with whatever its parser stumbled over.
        raise NotALetter(str(error)) from error


def _read(message: EmailMessage, servers: Collection[str]) -> Letter:
    senders = _addresses(message, "From")
    if not senders or not senders[0].username or not senders[0].domain:
        raise NotALetter("the letter names no sender")
    text, files = _content(message)
    answered = [*reversed(IDS.findall(_header(message, "References"))), *IDS.findall(_header(message, "In-Reply-To"))]
    nearest = [*IDS.findall(_header(message, "In-Reply-To")), *answered]
    return Letter(
        number=(IDS.findall(_header(message, "Message-ID")) or [""])[0],
        before=tuple(dict.fromkeys(nearest)),
        subject=" ".join(_header(message, "Subject").split())[:LONGEST_SUBJECT],
        text=text,
        sender=" ".join(senders[0].display_name.split()) or senders[0].addr_spec,
        address=senders[0].addr_spec.lower(),
        to=tuple(
            one.addr_spec for name in ("Delivered-To", "X-Original-To", "To", "Cc") for one in _addresses(message, name)
        ),
        at=_moment(_header(message, "Date")),
        # Of several senders nobody can say which of them is meant.
        trust=trust_in(_heads(message), servers, senders[0].domain) if len(senders) == 1 else Trust.UNKNOWN,
        is_automatic=_is_automatic(message),
        files=tuple(files),
    )


def _header(message: "Message[Any, Any]", name: str) -> str:
    return str(message.get(name, ""))


def _heads(message: EmailMessage) -> list[tuple[str, str]]:
    """The names of all headers in their order, with the values of those that tell what a server found."""
    return [(name, str(value) if name.lower() == NAME else "") for name, value in message.raw_items()]


def _addresses(message: EmailMessage, name: str) -> list[Address]:
    found = getaddresses([str(value) for value in message.get_all(name, [])])
    return [_address(shown, address) for shown, address in found if address]


def _address(shown: str, address: str) -> Address:
    user, _at, domain = address.rpartition("@")
    return Address(shown.replace("\r", " ").replace("\n", " "), user, domain)


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def _is_automatic(message: EmailMessage) -> bool:
    """Whether a program answered: out of office, a bounce. A room that takes those talks with machines for ever."""
    said = _header(message, "Auto-Submitted").lower().partition(";")[0].strip()
    return said not in ("", "no") or message.get_content_type() == "multipart/report" or "X-Autoreply" in message


def _content(message: EmailMessage) -> tuple[str, list[Enclosure]]:
    plain, pages, files = [], [], []
    for part in _leaves(message):
        kind, name = part.get_content_type(), part.get_filename() or ""
        if name or part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text":
            files.append(Enclosure(name or _usual_name(kind), kind, _bytes(part)))
        elif kind == "text/html":
            pages.append(_words(part))
        else:
            plain.append(_words(part))
    said = "\n\n".join(filter(None, plain)) or "\n\n".join(text_of_page(page) for page in pages)
    return said.replace("\r\n", "\n").replace("\x00", ""), files


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    for number, part in enumerate(message.walk()):
        if number >= PARTS_AT_MOST:
            return
        if not part.is_multipart():
            yield part


def _bytes(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _words(part: EmailMessage) -> str:
    charset = (part.get_content_charset() or "utf-8").lower()
    # GB 18030 holds every sign of its elders, which senders name for it.
    charset = "gb18030" if charset in ("gb2312", "gbk") else charset
    try:
        return _bytes(part).decode(charset, "replace")
    except LookupError:
        return _bytes(part).decode("utf-8", "replace")


def _usual_name(kind: str) -> str:
    return "picture" if kind.startswith("image/") else "file"
