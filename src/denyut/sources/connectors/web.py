"""Addresses that answer JSON, page by page."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from urllib.parse import urljoin

from denyut.sources.connectors.fetching import fetched
from denyut.sources.connectors.objects import found_at, objects_in, table_of
from denyut.sources.connectors.table import Limits, Table
from denyut.sources.models import Source
from denyut.sources.troubles import Trouble
from denyut.sources.vault import opened

PAGES = 50
OBJECTS = 200_000


@contextmanager
def answered(source: Source, limits: Limits) -> Iterator[Table]:
    """What the address answers, as a table. Raises Trouble."""
    words = source.words
    yield table_of(_gathered(words, opened(source.secret), limits))


def _gathered(words: Mapping[str, str], headers: Mapping[str, str], limits: Limits) -> list[Mapping[str, Any]]:
    """The objects of all pages: `next` is the path at which an answer names its next page."""
    url: str = words["url"]
    found: list[Mapping[str, Any]] = []
    for _page in range(PAGES):
        answer = fetched(url, headers, seconds=min(limits.seconds, 30.0))
        content = _json(answer.body)
        found += objects_in(words.get("path", ""), content)
        following = _following(words.get("next", ""), content)
        if not following or len(found) >= limits.rows:
            return found
        if len(found) > OBJECTS:
            raise Trouble("too_many_rows", limit=OBJECTS)
        url = urljoin(answer.url, following)
    raise Trouble("too_many_pages", limit=PAGES)


def _following(path: str, content: Any) -> str:
    if not path:
        return ""
    try:
        found = found_at(path, content)
    except Trouble:
        return ""
    return found if isinstance(found, str) else ""


def _json(body: bytes) -> Any:
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Trouble("not_json") from error


def _no_number(word: str) -> None:
    raise ValueError(word)
