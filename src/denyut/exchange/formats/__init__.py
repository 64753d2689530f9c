"""What other programs export: one `Format` each, known by its column names."""

from denyut.exchange.formats.format import Format
from denyut.exchange.formats.recognise import FORMATS, format_of, recognised

__all__ = ["FORMATS", "Format", "format_of", "recognised"]
