"""Everything of a workspace in open formats: tables as JSON Lines, sheets as CSV, files as they are, one manifest."""

from denyut.exchange.export.whole import write_everything

__all__ = ["write_everything"]
