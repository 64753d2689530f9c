"""Opening a file that may be another program's chat, without trusting a word of it."""

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from denyut.exchange.talks.mattermost import is_mattermost, read_mattermost
from denyut.exchange.talks.slack import is_slack, read_slack
from denyut.exchange.talks.stamps import stamp_of
from denyut.exchange.talks.told import Talk
from denyut.exchange.talks.whatsapp import read_whatsapp
from denyut.lib.dates import Order

LARGEST_TEXT = 100_000_000
LARGEST_WHOLE = 500_000_000
ENTRIES = 50_000
RATIO, RATIO_FROM = 200, 10_000_000
LOOKED_AT = 200
IS_ENCRYPTED = 0x1
BROKEN = (BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError, EOFError)


class UnreadableTalk(Exception):
    """A file that holds no chat that we know; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def open_talk(path: Path, *, zone: tzinfo, now: datetime, order: Order | None = None, file_name: str = "") -> Talk:
    """What a file says, from whichever program it is. `file_name` is the name that its owner knows. Raises UnreadableTalk."""
    name = file_name or path.name
    if path.stat().st_size == 0:
        raise UnreadableTalk("empty")
    with path.open("rb") as file:
        is_zip = file.read(4) == b"PK\x03\x04"
    if not is_zip:
        if path.stat().st_size > LARGEST_TEXT:
            raise UnreadableTalk("too_big")
        return _of_text(decoded(path.read_bytes()), zone=zone, now=now, order=order, name=name)
    try:
        with ZipFile(path) as archive:
            return _of_archive(archive, zone=zone, now=now, order=order, name=name)
    except BROKEN as error:
        raise UnreadableTalk("broken") from error


def open_member(archive: ZipFile, member: str) -> IO[bytes] | None:
    """A file inside an export, None where it is gone or damaged."""
    try:
        return archive.open(member)
    except (*BROKEN, KeyError):
        return None


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 where it says so. Letters that are none become question marks."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8-sig", "replace")


def _of_text(
    text: str, *, zone: tzinfo, now: datetime, order: Order | None, name: str, members: Mapping[str, str] | None = None
) -> Talk:
    if is_mattermost(text):
        return read_mattermost(text, now=now, members=members or {})
    if not any(stamp_of(line) for line in text[:200_000].split("\n")[:LOOKED_AT]):
        raise UnreadableTalk("unknown")
    title = _title(name)
    today = now.astimezone(zone).date()
    found = read_whatsapp(text, zone=zone, today=today, members=members or {}, order=order, name=title)
    if not found.conversations[0].said and not found.problems:
        raise UnreadableTalk("nothing_said")
    return found


def _of_archive(archive: ZipFile, *, zone: tzinfo, now: datetime, order: Order | None, name: str) -> Talk:
    entries = [one for one in archive.infolist() if not one.is_dir()]
    _refuse_unsafe(entries)
    texts = Texts(archive, [one.filename for one in entries])
    if is_slack(texts):
        return read_slack(texts, now=now)
    lines = [name for name in texts if name.endswith(".jsonl")]
    if lines:
        return _of_text(texts[lines[0]], zone=zone, now=now, order=order, name=name, members=texts)
    chats = sorted((name for name in texts if name.endswith(".txt")), key=_chat_first)
    for chat in chats[:LOOKED_AT]:
        try:
            return _of_text(texts[chat], zone=zone, now=now, order=order, name=_named(chat, name), members=texts)
        except UnreadableTalk as error:
            if error.code != "unknown":
                raise
    raise UnreadableTalk("unknown")


class Texts(Mapping[str, str]):
    """The files of an archive as texts, each read when it is asked for."""

    def __init__(self, archive: ZipFile, names: list[str]) -> None:
        self._archive, self._names = archive, dict.fromkeys(names)

    def __getitem__(self, name: str) -> str:
        if name not in self._names:
            raise KeyError(name)
        with self._archive.open(name) as file:
            content = file.read(LARGEST_TEXT + 1)
        if len(content) > LARGEST_TEXT:
            raise UnreadableTalk("too_big")
        return decoded(content)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


def _refuse_unsafe(entries: list[ZipInfo]) -> None:
    if any(entry.flag_bits & IS_ENCRYPTED for entry in entries):
        raise UnreadableTalk("encrypted")
    is_tight = any(one.file_size > RATIO_FROM and one.file_size > RATIO * one.compress_size for one in entries)
    if is_tight or len(entries) > ENTRIES or sum(one.file_size for one in entries) > LARGEST_WHOLE:
        raise UnreadableTalk("bomb")


def _chat_first(name: str) -> tuple[bool, int]:
    plain = PurePosixPath(name).name.lower()
    return (not (plain == "_chat.txt" or "whatsapp" in plain), len(name))


def _named(chat: str, archive: str) -> str:
    """An iPhone calls every chat “_chat.txt”: then the archive's name says more."""
    return archive if PurePosixPath(chat).name == "_chat.txt" else PurePosixPath(chat).name


def _title(name: str) -> str:
    """The chat's name in its file's name: “WhatsApp Chat with Store 12.txt”, “WhatsApp Chat - Store 12.zip”."""
    stem = PurePosixPath(name).stem
    for start in ("WhatsApp Chat with ", "WhatsApp Chat - ", "Chat WhatsApp dengan ", "Sembang WhatsApp dengan "):
        stem = stem.removeprefix(start)
    return stem.strip()[:80] or "WhatsApp"
