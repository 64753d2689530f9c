"""What programs post to DingTalk's group robots, as one message: text, Markdown, links and cards."""

import base64
import hashlib
import hmac
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from denyut.hooks.formats.bad import BadPayload
from denyut.hooks.formats.reading import in_rooms, inner, joined, link, things, words

FRESH_MILLISECONDS = 3_600_000
WRAPPED = re.compile(r"dingtalk://dingtalkclient/[^\s)]*")
UNSUPPORTED = "unsupported"
NO_TEXT = "no_text"


def text_of(payload: dict[str, Any]) -> str:
    """The message in our Markdown, with those it calls at its end unless it names them. Raises BadPayload."""
    kind = words(payload, "msgtype")
    # Some clients send Markdown and call it text.
    if kind == "text" and not inner(payload, "text") and inner(payload, "markdown"):
        kind = "markdown"
    if kind not in DRAW:
        raise BadPayload(UNSUPPORTED, f"msgtype {kind[:40]!r} is not supported")
    said = DRAW[kind](inner(payload, kind))
    if not said:
        raise BadPayload(NO_TEXT, f"{kind} has no content")
    return joined(said, _called(payload, said))


def signature(secret: str, timestamp: str) -> str:
    """HMAC-SHA256 over "timestamp, new line, secret" in base64, before it is written into an address."""
    signed = hmac.new(secret.encode(), f"{timestamp}\n{secret}".encode(), hashlib.sha256)
    return base64.b64encode(signed.digest()).decode()


def is_signed(secret: str, timestamp: str, sign: str) -> bool:
    """Whether `sign` is right. Clients that escape it twice, or not at all, are understood."""
    wanted = signature(secret, timestamp).encode()
    given = [sign, unquote(sign), sign.replace(" ", "+")]
    return any(hmac.compare_digest(wanted, one.encode("utf8", "replace")) for one in given)


def is_fresh(timestamp: str, now_milliseconds: int) -> bool:
    """Whether a timestamp is within an hour of now, before or after."""
    is_number = timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 15
    return is_number and abs(int(timestamp) - now_milliseconds) <= FRESH_MILLISECONDS


def unwrapped(url: str) -> str:
    """The address inside one that only tells DingTalk how to open it."""
    if not url.startswith("dingtalk://"):
        return url
    return (parse_qs(urlsplit(url).query).get("url") or [url])[0]


def _text(part: dict[str, Any]) -> str:
    return words(part, "content")


def _markdown(part: dict[str, Any]) -> str:
    text = in_rooms(WRAPPED.sub(lambda found: unwrapped(found[0]), words(part, "text")))
    title = words(part, "title")
    return text if title and title in text else joined(f"**{title}**" if title else "", text)


def _link(part: dict[str, Any]) -> str:
    url = unwrapped(words(part, "messageUrl"))
    return joined(f"**{link(words(part, 'title'), url)}**" if words(part, "title") else "", words(part, "text"))


def _card(part: dict[str, Any]) -> str:
    buttons = [(words(one, "title"), words(one, "actionURL")) for one in things(part, "btns")]
    if words(part, "singleURL"):
        buttons = [(words(part, "singleTitle"), words(part, "singleURL"))]
    return joined(_markdown(part), " · ".join(link(title, unwrapped(url)) for title, url in buttons if title))


def _feed(part: dict[str, Any]) -> str:
    links = [(words(one, "title"), words(one, "messageURL")) for one in things(part, "links")]
    return "\n".join(f"- {link(title, unwrapped(url))}" for title, url in links if title)


def _image(part: dict[str, Any]) -> str:
    return link("", words(part, "picURL"))


def _called(payload: dict[str, Any], said: str) -> str:
    at = inner(payload, "at")
    lists = [at.get("atMobiles"), at.get("atUserIds")]
    names = [str(one)[:40] for some in lists if isinstance(some, list) for one in some if isinstance(one, str | int)]
    called = [f"@{name}" for name in dict.fromkeys(names) if f"@{name}" not in said]
    return " ".join([*called, *(["@all"] if at.get("isAtAll") is True and "@all" not in said else [])])


DRAW: dict[str, Callable[[dict[str, Any]], str]] = {
    "text": _text,
    "markdown": _markdown,
    "link": _link,
    "actionCard": _card,
    "feedCard": _feed,
    "image": _image,
}
