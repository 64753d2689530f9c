"""Slack's payloads as one message."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.hooks.formats.bad import BadPayload
from denyut.hooks.formats.reading import object_in
from denyut.hooks.formats.slack import text_of

BLOCKS = [
    {"type": "header", "text": {"type": "plain_text", "text": "Build *4711*"}},
    {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "*main* is green"},
        "fields": [{"type": "mrkdwn", "text": "*Took*\n3 min"}, {"type": "plain_text", "text": "by Bo"}],
        "accessory": {
            "type": "button",
            "text": {"type": "plain_text", "text": "Log"},
            "url": "https://ci.example.com/1",
        },
    },
    {"type": "divider"},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "_now_"}, {"type": "plain_text", "text": "here"}]},
    {
        "type": "actions",
        "elements": [
            {"type": "button", "text": {"type": "plain_text", "text": "Open"}, "url": "https://ci.example.com/2"},
            {"type": "button", "text": {"type": "plain_text", "text": "Approve"}, "value": "yes"},
        ],
    },
    {"type": "image", "image_url": "https://ci.example.com/p.png", "alt_text": "A chart"},
]


def test_text_alone() -> None:
    assert text_of({"text": "*done* <https://example.com|here>"}) == "**done** [here](https://example.com)"


def test_text_without_mrkdwn_stays_as_it_is() -> None:
    assert text_of({"text": "*done* &amp; gone", "mrkdwn": False}) == "*done* & gone"


def test_blocks_stand_for_the_text() -> None:
    assert text_of({"text": "only for notices", "blocks": BLOCKS}) == "\n\n".join(
        [
            "**Build \\*4711\\***",
            "**main** is green",
            "- **Took** 3 min\n- by Bo",
            "[Log](https://ci.example.com/1)",
            "---",
            "_now_ · here",
            "[Open](https://ci.example.com/2)",
            "[A chart](https://ci.example.com/p.png)",
        ]
    )


def test_attachment() -> None:
    payload = {
        "text": "Deployed",
        "attachments": [
            {
                "fallback": "unused",
                "pretext": "from CI",
                "author_name": "Bo",
                "title": "shop 2.1",
                "title_link": "https://ci.example.com/3",
                "text": "all *well*",
                "fields": [{"title": "Env", "value": "production", "short": True}],
                "image_url": "https://ci.example.com/p.png",
                "footer": "robot",
                "ts": 1,
            }
        ],
    }
    assert text_of(payload) == "\n\n".join(
        [
            "Deployed",
            "from CI",
            "Bo",
            "**[shop 2.1](https://ci.example.com/3)**",
            "all **well**",
            "- **Env**: production",
            "https://ci.example.com/p.png",
            "robot",
        ]
    )


def test_attachment_with_nothing_but_a_fallback() -> None:
    assert text_of({"attachments": [{"fallback": "plain words"}]}) == "plain words"


def test_rich_text() -> None:
    words = [
        {"type": "text", "text": "now ", "style": {"bold": True}},
        {"type": "link", "url": "https://example.com", "text": "this"},
        {"type": "broadcast", "range": "here"},
        {"type": "emoji", "name": "tada"},
        {"type": "user", "user_id": "U1"},
    ]
    listed = {
        "type": "rich_text_list",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}],
    }
    quoted = {"type": "rich_text_quote", "elements": [{"type": "text", "text": "so"}]}
    blocks = [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": words}, listed, quoted]}]
    assert text_of({"blocks": blocks}) == "**now **[this](https://example.com)@all:tada:@U1\n\n- one\n\n> so"


def test_generic_words() -> None:
    payload = {"text": "Disk at 91 %", "title": "Alert", "url": "https://example.com/a"}
    assert text_of(payload) == "**[Alert](https://example.com/a)**\n\nDisk at 91 %"


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({}, "no_text"),
        ({"text": "  "}, "no_text"),
        ({"text": 5}, "no_text"),
        ({"blocks": [{"type": "hologram"}]}, "invalid_blocks"),
        ({"blocks": {"type": "section"}}, "invalid_blocks"),
        ({"blocks": ["section"]}, "invalid_blocks"),
        ({"blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
        ({"attachments": [{"text": "x"}] * 101}, "too_many_attachments"),
    ],
)
def test_refusals(payload: dict[str, Any], code: str) -> None:
    with pytest.raises(BadPayload) as bad:
        text_of(payload)
    assert bad.value.code == code


@pytest.mark.parametrize("body", [b"", b"text", b"[1]", b'"x"', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_object(body: bytes) -> None:
    with pytest.raises(BadPayload) as bad:
        object_in(body, code="invalid_payload")
    assert bad.value.code == "invalid_payload"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "text", "blocks", "attachments", "fields", "elements", "url", "title", "style"]),
            inner,
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["text", "blocks", "attachments", "title", "url"]), JSON))
def test_anything_is_read_or_refused(payload: dict[str, Any]) -> None:
    with suppress(BadPayload):
        assert text_of(payload).strip()
