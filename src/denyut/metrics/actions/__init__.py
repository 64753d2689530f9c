"""The deeds on indicators."""

from denyut.metrics.actions.indicators import add_indicator, adopt_indicator, change_indicator
from denyut.metrics.actions.readings import calculate_indicator, read_indicator
from denyut.metrics.actions.signals import link_signal, unlink_signal

__all__ = [
    "add_indicator",
    "adopt_indicator",
    "calculate_indicator",
    "change_indicator",
    "link_signal",
    "read_indicator",
    "unlink_signal",
]
