"""What other programs export: one `Format` each, known by its column names."""

from denyut.exchange.formats.format import Format
from denyut.exchange.formats.recognise import DENYUT, FORMATS, format_of, recognised

__all__ = ["DENYUT", "FORMATS", "Format", "format_of", "recognised"]
