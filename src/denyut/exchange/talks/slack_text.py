"""What Slack keeps of a message's words (mrkdwn, with everything named in angle brackets), as Markdown. Pure."""

import re
from collections.abc import Callable, Mapping
from html import unescape

from denyut.exchange.talks.marking import as_markdown

NAMED = re.compile(r"<(?P<sign>[@#!]?)(?P<what>[^<>|\n]*)(?:\|(?P<label>[^<>\n]*))?>")
BULLET = re.compile(r"^(\s*)[•◦▪]\s+", re.MULTILINE)


def slack_words(text: str, names: Mapping[str, str], channels: Mapping[str, str]) -> str:
    """The words in Markdown. `names` are those of people, `channels` those of channels, by their ids. Names call nobody."""
    plain = NAMED.sub(_named(names, channels), text)
    return BULLET.sub(r"\1- ", as_markdown(unescape(plain))).strip()


def _named(names: Mapping[str, str], channels: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    def written(found: re.Match[str]) -> str:
        sign, what, label = found["sign"], found["what"], found["label"] or ""
        if sign == "@":
            return f"@{names.get(what) or label or what}"
        if sign == "#":
            return f"#{channels.get(what) or label or what}"
        if sign == "!":
            return label or f"@{what.partition('^')[0]}"
        address = what.removeprefix("mailto:")
        return address if label in ("", what, address) else f"[{label}]({what})"

    return written
