"""What programs post to Slack's incoming webhooks, as one message: text, blocks and attachments."""

from collections.abc import Callable
from typing import Any

from denyut.hooks.formats.bad import BadPayload
from denyut.hooks.formats.mrkdwn import markdown_of, plain_of
from denyut.hooks.formats.reading import in_rooms, inner, joined, link, things, words

BLOCKS_AT_MOST = 50
ATTACHMENTS_AT_MOST = 100


def text_of(payload: dict[str, Any]) -> str:
    """The message in our Markdown. Where there are blocks, `text` only stands for them and is left out, as in Slack.

    Raises BadPayload with Slack's own words: no_text, invalid_blocks, too_many_attachments.
    """
    attachments = things(payload, "attachments")
    if len(attachments) > ATTACHMENTS_AT_MOST:
        raise BadPayload("too_many_attachments")
    blocks = _blocks(payload)
    said = joined(blocks or _said(payload), *(_attachment(one) for one in attachments))
    if not said:
        raise BadPayload("no_text")
    return said


def _said(payload: dict[str, Any]) -> str:
    text = words(payload, "text")
    said = plain_of(text) if payload.get("mrkdwn") is False else markdown_of(text)
    title, url = words(payload, "title"), words(payload, "url")
    return joined(_bold(link(title, url)) if title else "", said, "" if title else link("", url))


def _blocks(thing: dict[str, Any]) -> str:
    blocks = thing.get("blocks") or []
    if not isinstance(blocks, list) or len(blocks) > BLOCKS_AT_MOST:
        raise BadPayload("invalid_blocks")
    return joined(*(_block(block) for block in blocks))


def _block(block: Any) -> str:
    kind = words(block, "type")
    if kind not in DRAW:
        raise BadPayload("invalid_blocks", f"no block is called {kind[:40]!r}")
    return DRAW[kind](block)


def _section(block: dict[str, Any]) -> str:
    fields = "\n".join(f"- {' '.join(_text(one).split())}" for one in things(block, "fields"))
    return joined(_text(inner(block, "text")), fields, _element(inner(block, "accessory")))


def _header(block: dict[str, Any]) -> str:
    text = " ".join(_text(inner(block, "text")).split())
    return _bold(text.replace("*", "\\*"))


def _context(block: dict[str, Any]) -> str:
    return " · ".join(filter(None, (_element(one) for one in things(block, "elements"))))


def _actions(block: dict[str, Any]) -> str:
    """Buttons that lead somewhere, as links. One that only reports to the program has nobody to report to here."""
    return " · ".join(filter(None, (_element(one) for one in things(block, "elements"))))


def _image(block: dict[str, Any]) -> str:
    label = words(inner(block, "title"), "text") or words(block, "alt_text")
    return link(label, words(block, "image_url") or words(inner(block, "slack_file"), "url"))


def _video(block: dict[str, Any]) -> str:
    return link(words(inner(block, "title"), "text"), words(block, "title_url") or words(block, "video_url"))


def _markdown(block: dict[str, Any]) -> str:
    return in_rooms(words(block, "text"))


def _rich(block: dict[str, Any]) -> str:
    return joined(*(_rich_part(part) for part in things(block, "elements")))


def _rich_part(part: dict[str, Any]) -> str:
    kind, said = words(part, "type"), "".join(_rich_word(one) for one in things(part, "elements"))
    if kind == "rich_text_preformatted":
        return f"```\n{said}\n```"
    if kind == "rich_text_quote":
        return "\n".join(f"> {line}" for line in said.splitlines())
    if kind == "rich_text_list":
        return "\n".join(f"- {_rich_part(one)}" for one in things(part, "elements"))
    return said


def _rich_word(one: dict[str, Any]) -> str:
    raw = one.get("text")
    text, kind, style = raw if isinstance(raw, str) else "", words(one, "type"), inner(one, "style")
    if kind == "link":
        return link(text, words(one, "url"))
    if kind == "broadcast":
        return "@all"
    if kind == "emoji":
        return f":{words(one, 'name')}:"
    if kind in ("user", "usergroup"):
        return f"@{words(one, f'{kind}_id')}"
    marks = [("code", "`"), ("bold", "**"), ("italic", "_"), ("strike", "~~")]
    for name, mark in marks:
        text = f"{mark}{text}{mark}" if style.get(name) and text.strip() else text
    return text


def _element(one: dict[str, Any]) -> str:
    if words(one, "type") == "image":
        return _image(one)
    if words(one, "type") in ("mrkdwn", "plain_text"):
        return _text(one)
    url = words(one, "url")
    return link(words(inner(one, "text"), "text"), url) if url else ""


def _text(one: dict[str, Any]) -> str:
    text = words(one, "text")
    return plain_of(text) if words(one, "type") == "plain_text" else markdown_of(text)


def _attachment(one: dict[str, Any]) -> str:
    title = words(one, "title")
    fields = "\n".join(
        f"- **{plain_of(words(field, 'title'))}**: {markdown_of(words(field, 'value'))}"
        for field in things(one, "fields")
    )
    body = joined(
        markdown_of(words(one, "pretext")),
        link(plain_of(words(one, "author_name")), words(one, "author_link")),
        _bold(link(plain_of(title), words(one, "title_link"))) if title else "",
        _blocks(one) or markdown_of(words(one, "text")),
        fields,
        " · ".join(filter(None, (_element(action) for action in things(one, "actions")))),
        link("", words(one, "image_url")),
        markdown_of(words(one, "footer")),
    )
    return body or plain_of(words(one, "fallback"))


def _bold(text: str) -> str:
    return f"**{text}**" if text else ""


DRAW: dict[str, Callable[[dict[str, Any]], str]] = {
    "section": _section,
    "header": _header,
    "divider": lambda block: "---",
    "context": _context,
    "actions": _actions,
    "image": _image,
    "video": _video,
    "markdown": _markdown,
    "rich_text": _rich,
}
