"""Forecasts, the warnings that come of them, and what people do about those."""

from denyut.foresight.models.forecasts import Forecast
from denyut.foresight.models.interventions import HORIZONS, Intervention
from denyut.foresight.models.warnings import GRACE, EarlyWarning, led_by

__all__ = ["GRACE", "HORIZONS", "EarlyWarning", "Forecast", "Intervention", "led_by"]
