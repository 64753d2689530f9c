"""Reading the demo company's files: TOML with exact fractions, texts in several languages."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from denyut.demo.shapes import Text

type Row = Mapping[str, Any]


def read_toml(path: Path) -> Row:
    """One file, its fractions exact."""
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def text(row: Row) -> Text:
    """The languages of a row that also holds other fields."""
    return {language: row[language] for language in ("id", "en")}
