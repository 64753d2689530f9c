"""Keeping uploaded files: looked at and stored outside of any transaction, where nobody waits for a slow disk."""

from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from denyut.people.models import Person
from denyut.sources.connectors.files import TEXTS, WORKBOOKS
from denyut.sources.models import Source
from denyut.spine.access import Invalid, require

LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the storage that belongs to no source yet."""

    name: str
    path: str


def keep(actor: Person, source: Source, file: IO[bytes], name: str) -> Kept:
    """Look at a file of up to 50 MB and store it. Raises Refused, Invalid."""
    require(actor, "sources.change", source)
    ending = Path(name).suffix.lower()
    if ending not in (*TEXTS, *WORKBOOKS):
        raise Invalid(_("Choose a CSV file or an Excel workbook."), code="kind", field="file")
    file.seek(0, 2)
    if not 0 < file.tell() <= LARGEST:
        reason = _("The file is empty or larger than 50 MB. Larger ones go through a watched folder.")
        raise Invalid(reason, code="size", field="file")
    file.seek(0)
    path = default_storage.save(f"sources/{uuid4().hex}{ending}", File(file))
    return Kept(Path(name).name[-200:], path)
