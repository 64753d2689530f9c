"""The deeds on indicators."""

from denyut.metrics.actions.indicators import add_indicator, adopt_indicator, change_indicator
from denyut.metrics.actions.readings import calculate_indicator, read_indicator
from denyut.metrics.actions.series import bring_readings, correct_reading, take_readings
from denyut.metrics.actions.signals import link_signal, unlink_signal
from denyut.metrics.actions.watching import tell_stale, watch_indicator

__all__ = [
    "add_indicator",
    "adopt_indicator",
    "bring_readings",
    "calculate_indicator",
    "change_indicator",
    "correct_reading",
    "link_signal",
    "read_indicator",
    "take_readings",
    "tell_stale",
    "unlink_signal",
    "watch_indicator",
]
