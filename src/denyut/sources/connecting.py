"""How a source is reached: what people say of it, looked at before it is kept."""

import re
from collections.abc import Callable
from typing import TypedDict
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from denyut.sources.connectors.files import ALL, NEWEST
from denyut.sources.models import Kind, Source, Target
from denyut.sources.own import COUNTABLES
from denyut.sources.querying import checked_query
from denyut.sources.troubles import Trouble
from denyut.sources.words import trouble_words
from denyut.spine.access import Invalid

DIALECTS = ("postgresql", "mysql", "sqlite")
HEADER = re.compile(r"[A-Za-z0-9-]{1,60}")
HEADERS_AT_MOST = 10
LONGEST = 500

type Words = dict[str, str]


class Connection(TypedDict, total=False):
    """How a source is reached; which of the words count depends on its kind. `password` and the values of `headers` are secret."""

    takes: str
    dialect: str
    host: str
    port: int
    database: str
    user: str
    password: str
    query: str
    url: str
    path: str
    next: str
    headers: dict[str, str]
    dataset: str
    is_signed: bool


def checked_connection(source: Source, given: Connection, kept: Words) -> tuple[Words, Words]:
    """The plain words and the secret ones, as they are kept. Raises Invalid."""
    return _CHECKS[source.kind](source, given, kept)


def _file(source: Source, given: Connection, kept: Words) -> tuple[Words, Words]:
    return {}, {}


def _folder(source: Source, given: Connection, kept: Words) -> tuple[Words, Words]:
    return {"takes": ALL if given.get("takes") == ALL else NEWEST}, {}


def _database(source: Source, given: Connection, kept: Words) -> tuple[Words, Words]:
    dialect = given.get("dialect", "")
    if dialect not in DIALECTS:
        raise Invalid(_("Choose the kind of database."), code="dialect", field="dialect")
    try:
        query = checked_query(given.get("query", ""))
    except Trouble as trouble:
        raise Invalid(trouble_words(trouble.as_json()), code=trouble.code, field="query") from trouble
    words = {"dialect": dialect, "query": query, "database": _short(given.get("database", ""), "database")}
    if dialect == "sqlite":
        return words, {}
    port = given.get("port") or 0
    if not 0 <= port < 65_536:
        raise Invalid(_("A port is a number from 1 to 65535."), code="port", field="port")
    words |= {"host": _listed(given.get("host", ""), "host"), "user": _short(given.get("user", ""), "user")}
    words["port"] = str(port or "")
    password = given.get("password", "") or _kept(source, kept, words, "host").get("password", "")
    return words, {"password": password} if password else {}


def _address(source: Source, given: Connection, kept: Words) -> tuple[Words, Words]:
    url = given.get("url", "").strip()
    try:
        parts = urlsplit(url)
        is_whole = bool(parts.hostname) and (parts.port or 1) > 0 and parts.scheme in ("http", "https")
    except ValueError:
        is_whole = False
    if not is_whole or len(url) > LONGEST or parts.username or parts.password or re.search(r"[\s\x00-\x1f]", url):
        reason = _("Write a whole address without a password in it, like https://example.com/data.json.")
        raise Invalid(reason, code="url", field="url")
    words = {"url": url, "host": _listed(parts.hostname or "", "url")}
    words |= {"path": _short(given.get("path", ""), "path"), "next": _short(given.get("next", ""), "next")}
    fresh = given.get("headers") or {}
    headers = _headers(fresh) if fresh else _kept(source, kept, words, "host")
    return {**words, "headers": ", ".join(headers)}, headers


def _webhook(source: Source, given: Connection, kept: Words) -> tuple[Words, Words]:
    return {"turn": source.words.get("turn", "1"), "is_signed": "1" if given.get("is_signed") else ""}, {}


def _own(source: Source, given: Connection, kept: Words) -> tuple[Words, Words]:
    if given.get("dataset") not in COUNTABLES:
        raise Invalid(_("Choose what is counted."), code="not_a_choice", field="dataset")
    return {"dataset": given["dataset"]}, {}


_CHECKS: dict[str, Callable[[Source, Connection, Words], tuple[Words, Words]]] = {
    Kind.FILE: _file,
    Kind.FOLDER: _folder,
    Kind.SQL: _database,
    Kind.HTTP: _address,
    Kind.WEBHOOK: _webhook,
    Kind.OWN: _own,
}


def _kept(source: Source, kept: Words, words: Words, field: str) -> Words:
    # Sent to another machine, a kept secret would be told to whoever names that machine.
    return kept if source.words.get(field) == words[field] else {}


def _listed(host: str, field: str) -> str:
    plain = host.strip().casefold().rstrip(".")
    if not Target.objects.filter(host=plain).exists():
        reason = _("“%(host)s” is not on the list of addresses that may be asked. Ask an administrator to add it.")
        raise Invalid(reason % {"host": plain[:80]}, code="not_allowed", field=field)
    return plain


def _headers(given: Words) -> Words:
    if len(given) > HEADERS_AT_MOST:
        raise Invalid(_("Use up to ten headers."), code="headers", field="headers")
    for name, value in given.items():
        if not HEADER.fullmatch(name) or not value.isascii() or not value.isprintable() or len(value) > 4_000:
            raise Invalid(
                _("Write each header on its own line, like Authorization: Bearer …"), code="headers", field="headers"
            )
    return dict(given)


def _short(text: str, field: str) -> str:
    if len(text.strip()) > LONGEST or "\x00" in text:
        raise Invalid(_("That is too long."), code="too_long", field=field)
    return text.strip()
