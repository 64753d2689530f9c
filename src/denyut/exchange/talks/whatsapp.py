"""Reading a chat that WhatsApp exported, from an Android phone or an iPhone, in whatever way its owner's country writes a day. Pure."""

import hashlib
import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from denyut.exchange.talks.marking import as_markdown
from denyut.exchange.talks.stamps import Stamp, guessed_order, moment_of, stamp_of
from denyut.exchange.talks.told import Author, Conversation, Dated, Problem, Said, Talk, excerpt
from denyut.exchange.talks.whatsapp_words import words_of
from denyut.lib.dates import Order
from denyut.lib.digits import without_invisible_marks

LONGEST_NAME = 100
EXAMPLES = 3
# A notice quotes what it tells of: “Mei changed the subject to “Plan: now””. No name does.
QUOTES = re.compile(r"[\"“”«»]")


@dataclass(slots=True)
class Entry:
    """A stamp with everything up to the next one. `row` is its line in the file, from 1."""

    row: int
    stamp: Stamp | None
    lines: list[str] = field(default_factory=list)


def read_whatsapp(
    text: str,
    *,
    zone: tzinfo,
    today: date,
    members: Container[str] = (),
    order: Order | None = None,
    name: str = "WhatsApp",
) -> Talk:
    """What a chat export says; never raises. Times without a zone are those of `zone`; `order` is guessed when it is None.

    `members` are the files that came with it. `name` is what the conversation is called.
    """
    entries = list(_entries(text))
    stamps = [entry.stamp for entry in entries if entry.stamp is not None]
    guessed, is_sure = guessed_order(stamps, today)
    talk = Talk("whatsapp", order=order or guessed, is_sure=is_sure)
    conversation = Conversation(name)
    seen: Counter[str] = Counter()
    for entry in entries:
        _take(talk, conversation, entry, seen, zone, today, members)
    conversation.said.sort(key=lambda said: said.at)
    talk.conversations.append(conversation)
    return talk


def _entries(text: str) -> Iterator[Entry]:
    entry: Entry | None = None
    for row, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        stamp = stamp_of(line)
        if stamp is not None:
            if entry is not None:
                yield entry
            entry = Entry(row, stamp, [line[stamp.end :]])
        elif entry is not None:
            entry.lines.append(line)
        elif line.strip("\ufeff\u200e \t"):
            yield Entry(row, None, [line])
    if entry is not None:
        yield entry


def _take(
    talk: Talk,
    conversation: Conversation,
    entry: Entry,
    seen: Counter[str],
    zone: tzinfo,
    today: date,
    members: Container[str],
) -> None:
    if entry.stamp is None:
        talk.problems.append(Problem(entry.row, "no_stamp", excerpt(entry.lines[0])))
        return
    moment = moment_of(entry.stamp, talk.order or "dmy", today)
    if moment is None:
        talk.problems.append(Problem(entry.row, "no_moment", excerpt(f"{entry.stamp.written} {entry.lines[0]}")))
        return
    at = moment.replace(tzinfo=zone)
    if len(talk.examples) < EXAMPLES and at.date() not in {one.meant.date() for one in talk.examples}:
        talk.examples.append(Dated(entry.stamp.written, at))
    author, body = _parted("\n".join(entry.lines))
    words = words_of(body, members) if author else None
    if words is None or words.is_notice:
        conversation.notices += 1
    elif words.text or words.files or words.has_left_out:
        talk.authors.setdefault(author, Author(author, author))
        conversation.said.append(
            Said(
                key=_key(author, moment, "" if words.files or words.has_left_out else words.text, seen),
                author=author,
                at=at,
                text=as_markdown(words.text),
                row=entry.row,
                files=words.files,
                edited_at=at if words.is_edited else None,
                has_left_out=words.has_left_out,
            )
        )


def _parted(text: str) -> tuple[str, str]:
    """Who says it, and what; nobody for a notice of the program."""
    first, _line, _rest = text.partition("\n")
    head, colon, _body = first.partition(": ")
    if not colon and first.endswith(":"):
        head, colon = first[:-1], ":"
    name = " ".join(without_invisible_marks(head).split()).removeprefix("~").strip()
    if not colon or not name or len(name) > LONGEST_NAME or QUOTES.search(name):
        return "", ""
    return name, text[len(head) + len(colon) :]


def _key(author: str, moment: datetime, words: str, seen: Counter[str]) -> str:
    """What stays the same in every export. Of a message with a file its words do not count: one export has it, the other left it out."""
    said = "\x1f".join((author, moment.isoformat(timespec="minutes"), words))
    digest = hashlib.sha256(said.encode("utf8", "replace")).hexdigest()[:40]
    seen[digest] += 1
    return f"whatsapp:{digest}" + (f":{seen[digest]}" if seen[digest] > 1 else "")
