"""Slack's mrkdwn in our Markdown: *bold* becomes **bold**, ~gone~ ~~gone~~, <url|label> [label](url), <!here> @all."""

import re

from denyut.hooks.formats.reading import link

PIECES = re.compile(r"(```[\s\S]*?```|`[^`\n]+`|<[^<>\n]{1,3000}>)")
BOLD = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])")
GONE = re.compile(r"(?<![\w~])~(?=[^\s~])([^~\n]*[^\s~])~(?![\w~])")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
EVERYBODY = ("here", "channel", "everyone")


def markdown_of(text: str) -> str:
    """A text in mrkdwn as Markdown. What stands in code stays as it is."""
    return "".join(_piece(piece) for piece in PIECES.split(text)).strip()


def plain_of(text: str) -> str:
    """A plain text as Slack escapes it."""
    for entity, sign in ENTITIES:
        text = text.replace(entity, sign)
    return text


def _piece(piece: str) -> str:
    if piece.startswith("`"):
        return plain_of(piece)
    if piece.startswith("<") and piece.endswith(">"):
        return _angled(piece[1:-1])
    return plain_of(GONE.sub(r"~~\1~~", BOLD.sub(r"**\1**", piece)))


def _angled(inside: str) -> str:
    target, _bar, label = inside.partition("|")
    if target.startswith("@"):
        return f"@{plain_of(label or target[1:]).lstrip('@')}"
    if target.startswith("#"):
        return f"#{plain_of(label or target[1:]).lstrip('#')}"
    if target.startswith("!"):
        return _special(target[1:], plain_of(label))
    return link(plain_of(label), plain_of(target)) if ":" in target else plain_of(f"<{inside}>")


def _special(name: str, label: str) -> str:
    if name in EVERYBODY:
        return "@all"
    if name.startswith("subteam"):
        return f"@{label.lstrip('@')}" if label else ""
    return label
