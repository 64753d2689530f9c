"""What one reading of a source found, before anything of it is written. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from denyut.sources.buckets import Span
from denyut.sources.columns import Column


@dataclass(frozen=True)
class Outcome:
    """Spans that are over, oldest first. `values` are single ones by day, where a key result takes them one by one."""

    spans: Sequence[Span]
    values: Mapping[date, Sequence[Decimal]]
    columns: Sequence[Column]
    rows: int
    refused: int
    problems: Sequence[dict[str, str | int]]
    digest: str
