"""The manifest: what an archive of a workspace holds, and by what each piece of it is recognised."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from denyut.spine.access import Invalid

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class Member:
    """One file of an archive: its name with forward slashes, its size in bytes and its SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Head:
    """The newest event of the log. Its hash stands for all the events before it."""

    id: int = 0
    hash: str = ""


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself.

    `kind` is "backup" or "export"; `database` says how the rows are kept: "sqlite" (the database file) or "tables"
    (JSON Lines); `migrations` ("people.0001_initial") is the exact state of the tables; `counts` has each table's rows.
    """

    kind: str
    database: str
    version: str
    made_at: str
    migrations: list[str]
    counts: dict[str, int]
    head: Head
    has_secret_key: bool = False
    members: list[Member] = field(default_factory=list)
    format: int = FORMAT

    def text(self) -> str:
        """The manifest as it is written into the archive."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


def read(text: bytes) -> Manifest:
    """The manifest that `text` tells. Raises Invalid when it is none, or one of a later format."""
    try:
        told: dict[str, Any] = json.loads(text)
        return _understood(told)
    except (KeyError, TypeError, ValueError) as error:
        raise Invalid("The manifest of this archive can't be read.", code="damaged") from error


def _understood(told: dict[str, Any]) -> Manifest:
    if told["format"] > FORMAT:
        raise Invalid("This archive was written by a newer Denyut. Install that one first.", code="newer")
    head, members = Head(**told.pop("head")), [Member(**member) for member in told.pop("members")]
    return Manifest(**told, head=head, members=members)
