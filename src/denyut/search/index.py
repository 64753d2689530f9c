"""The index of words: FTS5 on SQLite, a tsvector on PostgreSQL; the same words and the same questions on both.

Both hold our own tokens, so that two Chinese letters or a Thai word are found alike. Beside the words of a thing stand a few terms that say
what it is and who may find it; people cannot type them, for they begin with a letter of the private use area.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

TERM = "\ue000"
SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5(words, content='', contentless_delete=1, detail=none, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")"
)
POSTGRES = (
    "CREATE TABLE search_index (document bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_index_words ON search_index USING gin (words) WITH (fastupdate = off)",
)
AT_ONCE = 400


def term(kind: str, value: object = "") -> str:
    """A term that is no word: term("room", 7)."""
    return f"{TERM}{kind}{value}"


def is_postgres() -> bool:
    return connection.vendor == "postgresql"


def put(words: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Index documents (ids) under their words and terms, anew where they were indexed before."""
    remove([document for document, _words in words])
    with connection.cursor() as cursor:
        if is_postgres():
            cursor.executemany(
                "INSERT INTO search_index (document, words) VALUES (%s, array_to_tsvector(%s::text[]))",
                [(document, sorted(set(some))) for document, some in words],
            )
        else:
            cursor.executemany(
                "INSERT INTO search_index (rowid, words) VALUES (%s, %s)",
                [(document, " ".join(dict.fromkeys(some))) for document, some in words],
            )


def remove(documents: Sequence[int]) -> None:
    """Take documents out of the index."""
    if not documents:
        return
    key = "document" if is_postgres() else "rowid"
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM search_index WHERE {key} = %s", [(number,) for number in documents])  # noqa: S608


def find(
    words: Sequence[str], groups: Iterable[Sequence[str]], *, last: str = "", below: int | None = None
) -> list[int]:
    """Documents with all these `words`, one term of each group, and a word that begins as `last`; newest first, at most 400 below an id."""
    asked = [_said(word) for word in words] + ([_begun(last)] if last else [])
    asked += [_any(group) for group in groups]
    if is_postgres():
        sql = "SELECT document FROM search_index WHERE words @@ %s::tsquery AND document < %s ORDER BY document DESC LIMIT %s"
        question = " & ".join(asked)
    else:
        sql = "SELECT rowid FROM search_index WHERE search_index MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"
        question = " AND ".join(asked)
    with connection.cursor() as cursor:
        cursor.execute(sql, [question, below or 2**62, AT_ONCE])
        return [row[0] for row in cursor.fetchall()]


def _said(word: str) -> str:
    quote, twice = ("'", "''") if is_postgres() else ('"', '""')
    return f"{quote}{_bare(word).replace(quote, twice)}{quote}"


def _begun(word: str) -> str:
    return f"{_said(word)}:*" if is_postgres() else f"{_said(word)}*"


def _any(group: Sequence[str]) -> str:
    return f"({(' | ' if is_postgres() else ' OR ').join(_said(word) for word in group)})"


def _bare(word: str) -> str:
    return word.replace("\\", "").replace("\x00", "")
