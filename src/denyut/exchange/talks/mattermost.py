"""Reading Mattermost's bulk export: one JSON object on each line, with a type. Pure."""

import hashlib
from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from denyut.exchange.talks.emoji import emoji_named
from denyut.exchange.talks.plain_json import inside, loaded, moment_in, rows_in, text_in
from denyut.exchange.talks.told import Attached, Author, Conversation, Mark, Problem, Said, Talk, excerpt

TYPES = ("version", "team", "channel", "user", "post", "direct_channel", "direct_post")


def read_mattermost(text: str, *, now: datetime, members: Container[str] = ()) -> Talk:
    """What an export says; never raises. `members` are the files that came with it."""
    talk = Talk("mattermost")
    rooms: dict[str, Conversation] = {}
    titles: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip("\ufeff\r \t"):
            continue
        row = inside(loaded(line.strip("\ufeff\r \t")))
        kind = text_in(row, "type")
        if not kind:
            talk.problems.append(Problem(number, "no_json", excerpt(line)))
        elif kind == "channel":
            channel = inside(row.get("channel"))
            titles[_channel(channel, "name")] = text_in(channel, "display_name", "name")
        elif kind == "user":
            author = _author(inside(row.get("user")))
            talk.authors[author.key] = author
        elif kind in ("post", "direct_post"):
            post = inside(row.get(kind))
            name = _channel(post, "channel") if kind == "post" else _people(post)
            conversation = rooms.setdefault(name, Conversation(name))
            _take(talk, conversation, post, name, number, now, members)
    for name, conversation in rooms.items():
        conversation.name = titles.get(name) or name
        conversation.said.sort(key=lambda said: said.at)
    talk.conversations = _distinct(rooms)
    return talk


def is_mattermost(text: str) -> bool:
    """Whether a text begins like a bulk export."""
    first = next((line for line in text[:100_000].split("\n") if line.strip("\ufeff\r \t")), "")
    return text_in(inside(loaded(first.strip("\ufeff\r \t"))), "type") in TYPES


def _channel(row: dict[str, Any], field: str) -> str:
    return f"{text_in(row, 'team')}/{text_in(row, field)}"


def _people(post: dict[str, Any]) -> str:
    members = post.get("channel_members")
    return ", ".join(sorted(str(one) for one in members)) if isinstance(members, list) else "?"


def _distinct(rooms: dict[str, Conversation]) -> list[Conversation]:
    """Channels of two teams may have one name: then each says which team."""
    names = [conversation.name for conversation in rooms.values()]
    return [
        one if names.count(one.name) == 1 else replace(one, name=f"{one.name} ({key.partition('/')[0]})")
        for key, one in rooms.items()
    ]


def _author(row: dict[str, Any]) -> Author:
    key = text_in(row, "username") or "?"
    full = " ".join(filter(None, (text_in(row, "first_name"), text_in(row, "last_name"))))
    return Author(key, full or text_in(row, "nickname") or key, text_in(row, "email").lower())


def _take(
    talk: Talk,
    conversation: Conversation,
    post: dict[str, Any],
    name: str,
    row: int,
    now: datetime,
    members: Container[str],
) -> None:
    if text_in(inside(post.get("props")), "type").startswith("system_") or text_in(post, "type").startswith("system_"):
        conversation.notices += 1
        return
    root = _said(talk, post, name, row, "", now, members)
    if root is None:
        return
    conversation.said.append(root)
    for reply in rows_in(post.get("replies")):
        answer = _said(talk, reply, name, row, root.key, now, members)
        if answer is not None:
            conversation.said.append(answer)


def _said(
    talk: Talk, post: dict[str, Any], name: str, row: int, thread: str, now: datetime, members: Container[str]
) -> Said | None:
    at = moment_in(_seconds(post.get("create_at")), now)
    author, text = text_in(post, "user") or "?", text_in(post, "message").strip()
    files = tuple(_file(text_in(one, "path"), members) for one in rows_in(post.get("attachments")) if one.get("path"))
    if at is None or not (text or files):
        talk.problems.append(Problem(row, "no_words" if at else "no_moment", excerpt(text)))
        return None
    talk.authors.setdefault(author, Author(author, author))
    said = "\x1f".join((name, author, str(post.get("create_at")), text))
    edited = moment_in(_seconds(post.get("edit_at")), now) if post.get("edit_at") else None
    return Said(
        key=f"mattermost:{hashlib.sha256(said.encode('utf8', 'replace')).hexdigest()[:40]}",
        author=author,
        at=at,
        text=text,
        row=row,
        thread=thread,
        files=files,
        marks=_marks(post, now),
        edited_at=edited,
        has_left_out=any(not file.member for file in files),
    )


def _marks(post: dict[str, Any], now: datetime) -> tuple[Mark, ...]:
    rows: Iterable[dict[str, Any]] = rows_in(post.get("reactions"))
    return tuple(
        Mark(
            emoji_named(text_in(one, "emoji_name")),
            text_in(one, "user"),
            moment_in(_seconds(one.get("create_at")), now),
        )
        for one in rows
        if text_in(one, "emoji_name")
    )


def _file(path: str, members: Container[str]) -> Attached:
    found = next((one for one in (path, f"data/{path}") if one in members), "")
    return Attached(path.rpartition("/")[2] or path, found)


def _seconds(value: Any) -> Any:
    return value / 1000 if isinstance(value, int | float) else None
