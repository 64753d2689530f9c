"""The plainest form: {"text": …, "title": …, "url": …}, each but the text optional, the text in our Markdown."""

from typing import Any

from denyut.hooks.formats.bad import BadPayload
from denyut.hooks.formats.reading import in_rooms, joined, link, words


def text_of(payload: dict[str, Any]) -> str:
    """The message in our Markdown. Raises BadPayload when it has no words."""
    title, text, url = words(payload, "title"), words(payload, "text"), words(payload, "url")
    if not title and not text:
        raise BadPayload("no_text", "give a text or a title")
    return joined(f"**{link(title, url)}**" if title else "", in_rooms(text), "" if title else link("", url))
