"""Reading what Slack exports: users.json, lists of channels, and a folder for each channel with one file a day. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from denyut.exchange.talks.emoji import emoji_named
from denyut.exchange.talks.plain_json import inside, loaded, moment_in, rows_in, text_in
from denyut.exchange.talks.slack_text import slack_words
from denyut.exchange.talks.told import Attached, Author, Conversation, Mark, Problem, Said, Talk, excerpt

LISTS = ("channels.json", "groups.json", "mpims.json", "dms.json")
# Everything else with a subtype is Slack's own: who came, who left, what a channel is called now.
SPOKEN = {"", "bot_message", "me_message", "file_share", "file_comment", "thread_broadcast", "reply_broadcast"}
NOBODY = "?"


def read_slack(texts: Mapping[str, str], *, now: datetime) -> Talk:
    """What an export says, from its JSON files by their names; never raises. Messages from times to come are problems."""
    start = next((name[: -len("users.json")] for name in sorted(texts, key=len) if name.endswith("users.json")), "")
    talk = Talk("slack")
    for row in rows_in(loaded(texts.get(f"{start}users.json", ""))):
        author = _author(row)
        talk.authors[author.key] = author
    people = {key: author.name for key, author in talk.authors.items()}
    listed = [row for name in LISTS for row in rows_in(loaded(texts.get(start + name, "")))]
    channels = {text_in(row, "id"): text_in(row, "name") for row in listed}
    titles = {text_in(row, "name", "id"): _title(row, people) for row in listed}
    for folder, files in _folders(texts, start).items():
        conversation = Conversation(titles.get(folder) or folder)
        for name in files:
            for number, row in enumerate(_messages(talk, texts, name), 1):
                _take(talk, conversation, row, f"slack:{folder}", (name, number), people, channels, now)
        conversation.said.sort(key=lambda said: said.at)
        talk.conversations.append(conversation)
    return talk


def is_slack(names: Mapping[str, str]) -> bool:
    """Whether files of these names are an export of Slack."""
    plain = {name.rpartition("/")[2] for name in names}
    return "users.json" in plain and bool(plain & set(LISTS))


def _author(row: dict[str, Any]) -> Author:
    profile = inside(row.get("profile"))
    key = text_in(row, "id") or NOBODY
    name = text_in(profile, "real_name", "display_name") or text_in(row, "real_name", "name") or key
    return Author(key, name, text_in(profile, "email").lower())


def _title(row: dict[str, Any], people: Mapping[str, str]) -> str:
    members = row.get("members")
    if text_in(row, "name") and not text_in(row, "name").startswith("mpdm-"):
        return text_in(row, "name")
    keys = [key for key in members if isinstance(key, str)] if isinstance(members, list) else []
    return ", ".join(people.get(key, key) for key in keys) or text_in(row, "name", "id")


def _folders(texts: Mapping[str, str], start: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(texts):
        folder, slash, day = name.removeprefix(start).rpartition("/")
        if slash and day.endswith(".json") and name.startswith(start):
            found.setdefault(folder, []).append(name)
    return found


def _messages(talk: Talk, texts: Mapping[str, str], name: str) -> list[dict[str, Any]]:
    content = loaded(texts.get(name, ""))
    if not isinstance(content, list):
        talk.problems.append(Problem(0, "no_json", "", name))
    return rows_in(content)


def _take(
    talk: Talk,
    conversation: Conversation,
    row: dict[str, Any],
    start: str,
    place: tuple[str, int],
    people: Mapping[str, str],
    channels: Mapping[str, str],
    now: datetime,
) -> None:
    if row.get("type", "message") != "message" or text_in(row, "subtype") not in SPOKEN:
        conversation.notices += 1
        return
    at = moment_in(row.get("ts"), now)
    text = slack_words(_words(row), people, channels)
    files = tuple(Attached(text_in(one, "name", "title") or "?") for one in rows_in(row.get("files")))
    if at is None:
        talk.problems.append(Problem(place[1], "no_moment", excerpt(text), place[0]))
    elif not text and not files:
        talk.problems.append(Problem(place[1], "no_words", "", place[0]))
    else:
        root = str(row.get("thread_ts") or row["ts"])
        conversation.said.append(
            Said(
                key=f"{start}:{row['ts']}"[:200],
                author=_speaker(talk, row),
                at=at,
                text=text,
                row=place[1],
                thread="" if root == str(row["ts"]) else f"{start}:{root}"[:200],
                files=files,
                marks=_marks(row),
                edited_at=moment_in(inside(row.get("edited")).get("ts"), now),
                has_left_out=bool(files),
            )
        )


def _words(row: dict[str, Any]) -> str:
    """A message's own words, else what the cards below it say."""
    cards = rows_in(row.get("attachments"))
    return text_in(row, "text") or "\n".join(filter(None, (text_in(one, "text", "fallback", "title") for one in cards)))


def _speaker(talk: Talk, row: dict[str, Any]) -> str:
    """The key of who speaks; somebody who is not in the list of people, such as a program, is put there."""
    key = text_in(row, "user", "bot_id", "username") or NOBODY
    if key not in talk.authors:
        profile, bot = inside(row.get("user_profile")), inside(row.get("bot_profile"))
        name = text_in(profile, "real_name", "display_name") or text_in(row, "username") or text_in(bot, "name") or key
        talk.authors[key] = Author(key, name)
    return key


def _marks(row: dict[str, Any]) -> tuple[Mark, ...]:
    return tuple(
        Mark(emoji_named(text_in(one, "name")), user)
        for one in rows_in(row.get("reactions"))
        for user in (one["users"] if isinstance(one.get("users"), list) else [])
        if isinstance(user, str) and text_in(one, "name")
    )
