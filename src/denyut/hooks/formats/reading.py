"""Reading values out of JSON that anybody may have written: what is not as it should be counts as missing."""

import json
import re
from typing import Any

from denyut.hooks.formats.bad import BadPayload

SCHEMES = ("http://", "https://", "mailto:")
HEADING = re.compile(r"^ {0,3}#{1,6} +(?P<words>[^\n]*?)[ #]*$", re.MULTILINE)
PICTURE = re.compile(r"!\[(?P<label>[^\]\n]*)\]\((?P<url>[^()\s]+)[^()\n]*\)")
FENCED = re.compile(r"(```[\s\S]*?```)")
UNSAFE = re.compile(r"[\s()<>\"\\`]")


def object_in(body: bytes | str, *, code: str) -> dict[str, Any]:
    """The JSON object in a body. Raises BadPayload with this code for anything else."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadPayload(code, "the body is not JSON") from error
    if not isinstance(found, dict):
        raise BadPayload(code, "the body is not a JSON object")
    return found


def words(thing: Any, name: str) -> str:
    """The text at `name`, trimmed; empty when there is none."""
    value = thing.get(name) if isinstance(thing, dict) else None
    return value.strip() if isinstance(value, str) else ""


def things(thing: Any, name: str) -> list[dict[str, Any]]:
    """The objects in the list at `name`; empty when there is no list."""
    value = thing.get(name) if isinstance(thing, dict) else None
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def inner(thing: Any, name: str) -> dict[str, Any]:
    """The object at `name`, an empty one when there is none."""
    value = thing.get(name) if isinstance(thing, dict) else None
    return value if isinstance(value, dict) else {}


def link(label: str, url: str) -> str:
    """A Markdown link. One to anything but the web or mail is its label alone."""
    shown = " ".join(label.split()).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    if not url.lower().startswith(SCHEMES):
        return shown
    safe = UNSAFE.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), url)
    return f"[{shown}]({safe})" if shown and shown != url else safe


def joined(*parts: str) -> str:
    """Paragraphs, without the empty ones."""
    return "\n\n".join(part for part in parts if part.strip())


def in_rooms(markdown: str) -> str:
    """Markdown as rooms draw it: headings become bold, pictures links. What stands in code stays as it is."""
    pieces = FENCED.split(markdown)
    return "".join(piece if piece.startswith("```") else _plainer(piece) for piece in pieces)


def _plainer(text: str) -> str:
    text = PICTURE.sub(lambda found: link(found["label"], found["url"]), text)
    return HEADING.sub(lambda found: f"**{found['words'].strip('* ')}**" if found["words"].strip("* ") else "", text)
