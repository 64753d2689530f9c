"""What of a source has changed since it was last read well. Pure."""

from collections.abc import Mapping as Words
from collections.abc import Sequence

from denyut.sources.columns import Column
from denyut.sources.mapping import Mapping
from denyut.sources.troubles import Trouble


def check_columns(before: Sequence[Words[str, str]], now: Sequence[Column], mapping: Mapping) -> None:
    """Go on only with the columns that are read, of the kinds they were. Raises Trouble."""
    kinds = {column.name: column.kind for column in now}
    for name in mapping.needed:
        if name not in kinds:
            raise Trouble("missing_column", column=name)
    known = {column["name"]: column["kind"] for column in before}
    for name in (mapping.date, mapping.value):
        was = known.get(name, "empty")
        if name and was != "empty" and kinds[name] != was:
            raise Trouble("type_changed", column=name, was=was, now=kinds[name])
