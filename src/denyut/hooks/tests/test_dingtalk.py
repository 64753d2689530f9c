"""DingTalk's payloads as one message, and its signatures."""

import base64
import hashlib
import hmac
from typing import Any
from urllib.parse import quote_plus

import pytest

from denyut.hooks.formats import dingtalk
from denyut.hooks.formats.bad import BadPayload

WRAPPED = "dingtalk://dingtalkclient/page/link?url=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1&pc_slide=false"


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ({"msgtype": "text", "text": {"content": " disk full "}}, "disk full"),
        ({"msgtype": "text", "markdown": {"title": "Disk", "text": "**full**"}}, "**Disk**\n\n**full**"),
        (
            {"msgtype": "markdown", "markdown": {"title": "杭州天气", "text": "#### 杭州天气\n> 9度"}},
            "**杭州天气**\n> 9度",
        ),
        (
            {"msgtype": "markdown", "markdown": {"title": "See", "text": f"[here]({WRAPPED})"}},
            "**See**\n\n[here](https://example.com/a?b=1)",
        ),
        (
            {"msgtype": "link", "link": {"title": "News", "text": "read it", "messageUrl": WRAPPED, "picUrl": ""}},
            "**[News](https://example.com/a?b=1)**\n\nread it",
        ),
        (
            {
                "msgtype": "actionCard",
                "actionCard": {"title": "Go", "text": "now", "singleTitle": "Open", "singleURL": WRAPPED},
            },
            "**Go**\n\nnow\n\n[Open](https://example.com/a?b=1)",
        ),
        (
            {
                "msgtype": "actionCard",
                "actionCard": {
                    "title": "Go",
                    "text": "Go now",
                    "btns": [
                        {"title": "Yes", "actionURL": "https://example.com/y"},
                        {"title": "No", "actionURL": "javascript:no()"},
                    ],
                },
            },
            "Go now\n\n[Yes](https://example.com/y) · No",
        ),
        (
            {
                "msgtype": "feedCard",
                "feedCard": {"links": [{"title": "One", "messageURL": "https://example.com/1", "picURL": ""}]},
            },
            "- [One](https://example.com/1)",
        ),
        ({"msgtype": "image", "image": {"picURL": "https://example.com/p.png"}}, "https://example.com/p.png"),
        (
            {
                "msgtype": "text",
                "text": {"content": "up @138 now"},
                "at": {"atMobiles": ["138", "139"], "atUserIds": ["u1"], "isAtAll": True},
            },
            "up @138 now\n\n@139 @u1 @all",
        ),
    ],
)
def test_text_of(payload: dict[str, Any], said: str) -> None:
    assert dingtalk.text_of(payload) == said


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({}, "unsupported"),
        ({"msgtype": "hologram"}, "unsupported"),
        ({"msgtype": "text"}, "no_text"),
        ({"msgtype": "text", "text": {"content": ""}}, "no_text"),
        ({"msgtype": "feedCard", "feedCard": {"links": "none"}}, "no_text"),
    ],
)
def test_refusals(payload: dict[str, Any], code: str) -> None:
    with pytest.raises(BadPayload) as bad:
        dingtalk.text_of(payload)
    assert bad.value.code == code


def test_signature_is_the_documented_one() -> None:
    secret, timestamp = "SECabc", "1700000000000"
    signed = base64.b64encode(
        hmac.new(secret.encode(), f"{timestamp}\n{secret}".encode(), hashlib.sha256).digest()
    ).decode()
    assert dingtalk.signature(secret, timestamp) == signed
    for given in (signed, quote_plus(signed), signed.replace("+", " ")):
        assert dingtalk.is_signed(secret, timestamp, given)
    for forged in (
        "",
        "x",
        signed[:-2],
        dingtalk.signature("SECabd", timestamp),
        dingtalk.signature(secret, "1700000000001"),
    ):
        assert not dingtalk.is_signed(secret, timestamp, forged)


@pytest.mark.parametrize(
    ("timestamp", "is_fresh"),
    [
        ("1000", True),
        ("3601000", True),
        ("3601001", False),
        ("", False),
        ("-5", False),
        ("1e3", False),
        ("٣", False),
        ("9" * 30, False),
    ],
)
def test_timestamp(timestamp: str, is_fresh: bool) -> None:
    assert dingtalk.is_fresh(timestamp, 1000) is is_fresh
