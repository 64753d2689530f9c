"""What only the whole sheet tells: its layout, and how its numbers, dates and shares are written."""

from collections.abc import Sequence
from dataclasses import replace

from denyut.exchange.fields import FIELDS, Kind
from denyut.exchange.formats import format_of
from denyut.exchange.mapping import Mapping, Shape
from denyut.exchange.sniff import confidence_scale, date_order, decimal_mark, progress_scale
from denyut.exchange.words import is_blank


def settled(mapping: Mapping, rows: Sequence[Sequence[object]], language: str) -> Mapping:
    """The mapping with everything that its columns tell beside their meaning.

    `language` decides only how numbers are read that could be read two ways.
    """

    def cells_of(*holds: str) -> list[object]:
        fields = FIELDS[mapping.kind]
        places = [index for name, index in mapping.columns.items() if fields[name.partition(".")[0]].holds in holds]
        return [cells[place] for place in places for cells in rows if place < len(cells) and not is_blank(cells[place])]

    decimal = decimal_mark(cells_of("number", "percent", "confidence"), language)
    known = format_of(mapping.format)
    always = known.settings if known else {}
    return replace(
        mapping,
        shape=shape_of(mapping.kind, mapping.columns, rows),
        decimal=decimal,
        dates=date_order(cells_of("date")),
        progress_scale=int(always.get("progress_scale") or progress_scale(cells_of("percent"), decimal)),
        confidence_scale=int(always.get("confidence_scale") or confidence_scale(cells_of("confidence"), decimal)),
    )


def shape_of(kind: Kind, columns: dict[str, int], rows: Sequence[Sequence[object]]) -> Shape:
    """The layout that the mapped columns and the rows below them speak for."""
    if kind == "check_ins":
        return "check_ins"
    has_key_results = bool(columns.keys() & {"key_result_title", "key_result_key"})
    if "parent_key" in columns and columns.keys() & {"row_key", "objective_key"} and not has_key_results:
        return "tree"
    if "row_type" in columns:
        return "typed"
    if any("." in name for name in columns):
        return "repeated"
    if not has_key_results:
        return "objectives"
    return "series" if repeats_by_period(columns, rows) else "rows"


def repeats_by_period(columns: dict[str, int], rows: Sequence[Sequence[object]]) -> bool:
    """Whether the same key result comes again with another quarter or year."""
    period = [columns[name] for name in ("year", "quarter", "cycle") if name in columns]
    names = ("objective_key", "objective_title", "key_result_key", "key_result_title", "key_result_description")
    subject = [columns[name] for name in names if name in columns]
    seen: dict[tuple[object, ...], tuple[object, ...]] = {}
    for cells in rows:
        key, at = picked(cells, subject), picked(cells, period)
        is_full = period and not any(is_blank(cell) for cell in at)
        if is_full and any(not is_blank(cell) for cell in key) and seen.setdefault(key, at) != at:
            return True
    return False


def picked(cells: Sequence[object], places: list[int]) -> tuple[object, ...]:
    """Some cells of a row; a short row has None beyond its end."""
    return tuple(cells[place] if place < len(cells) else None for place in places)
