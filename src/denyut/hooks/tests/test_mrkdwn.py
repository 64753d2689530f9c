"""Slack's mrkdwn, and what must stay as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.hooks.formats.mrkdwn import markdown_of, plain_of
from denyut.hooks.formats.reading import in_rooms


@pytest.mark.parametrize(
    ("mrkdwn", "markdown"),
    [
        ("*bold* and _italic_ and ~gone~", "**bold** and _italic_ and ~~gone~~"),
        ("2 * 3 * 4 ~ 5", "2 * 3 * 4 ~ 5"),
        ("`*code*` and ```*more*\n~code~```", "`*code*` and ```*more*\n~code~```"),
        ("<https://example.com/a_b_c|the *docs*>", "[the *docs*](https://example.com/a_b_c)"),
        ("<https://example.com/?a=1&amp;b=2>", "https://example.com/?a=1&b=2"),
        ("<mailto:bo@example.com|Bo>", "[Bo](mailto:bo@example.com)"),
        ("<@U012AB3CD> <@U1|bo> <#C1|general>", "@U012AB3CD @bo #general"),
        ("<!here> <!channel> <!everyone|all>", "@all @all @all"),
        ("<!subteam^S1|@leads> <!date^1392734382^{date}|Feb 18>", "@leads Feb 18"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<javascript:alert(1)|press>", "press"),
        ("<https://e.com/(x)|a]b[c>", "[a\\]b\\[c](https://e.com/%28x%29)"),
        ("", ""),
    ],
)
def test_markdown_of(mrkdwn: str, markdown: str) -> None:
    assert markdown_of(mrkdwn) == markdown


@given(st.text(alphabet="*_~<>|`@!#a &;\n", max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(markdown_of(text), str)


@given(st.text(alphabet="abc <>&", max_size=40))
def test_what_slack_escapes_comes_back(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain_of(escaped) == text


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("# One\n### **Two** ##\ntext", "**One**\n**Two**\ntext"),
        ("#tag and # sign", "#tag and # sign"),
        ("```\n# code ![x](https://e.com/x.png)\n```", "```\n# code ![x](https://e.com/x.png)\n```"),
        ("![chart](https://e.com/p.png) ![](https://e.com/q.png)", "[chart](https://e.com/p.png) https://e.com/q.png"),
        ("![x](javascript:alert)", "x"),
    ],
)
def test_what_rooms_do_not_draw(markdown: str, shown: str) -> None:
    assert in_rooms(markdown) == shown
