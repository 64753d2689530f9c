"""What a person decided on the page about one upload: kept as JSON between the page and the job."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage

from denyut.exchange.lookup import Choices
from denyut.exchange.models import Upload
from denyut.exchange.remembered import remembered
from denyut.exchange.sources import Source, open_sources
from denyut.lib.keeping import Kept
from denyut.okr.models import Cycle

ROWS_KEPT = 20_000
type Key = tuple[int, str, str, str, str]

_read: Kept[Key, list[Source]] = Kept(2)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Corrections by sheet name, the cycle's id when one was chosen, why numbers change, and what may be created."""

    by_sheet: dict[str, dict[str, str]] = field(default_factory=dict)
    sheet: str = ""
    cycle: int | None = None
    reason: str = ""
    creates_people: bool = False
    creates_departments: bool = False
    creates_cycles: bool = True

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Wishes":
        """The wishes that `as_json` gave."""
        return cls(**kept)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    def sources(self, kept: Upload) -> list[Source]:
        """The upload's sheets, read as wished. Raises UnreadableSheet and MappingError.

        The page, its button and the job ask one after the other: a file of usual size is read once for the three.
        """
        corrections = json.dumps(self.by_sheet, sort_keys=True)
        key = (kept.pk, kept.path, self.sheet, corrections, kept.person.language)
        found = _read.get(key)
        if found is None:
            found = self._opened(kept)
            if sum(source.drafts.rows for source in found) <= ROWS_KEPT:
                _read.keep({key: found})
        return found

    def _opened(self, kept: Upload) -> list[Source]:
        return open_sources(
            Path(default_storage.path(kept.path)),
            sheet=self.sheet,
            by_sheet=self.by_sheet,
            language=kept.person.language,
            remembered=remembered,
            file_name=kept.file_name,
        )

    def choices(self) -> Choices:
        """The decisions as the importer takes them."""
        return Choices(
            cycle=Cycle.objects.filter(pk=self.cycle).first() if self.cycle else None,
            reason=self.reason,
            creates_people=self.creates_people,
            creates_departments=self.creates_departments,
            creates_cycles=self.creates_cycles,
        )
