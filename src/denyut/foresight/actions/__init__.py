"""Everything that foresight writes."""

from denyut.foresight.actions.effects import note_effect, note_outcome
from denyut.foresight.actions.forecasting import keep_forecasts
from denyut.foresight.actions.interventions import intervene
from denyut.foresight.actions.warnings import close_warning, credit_owner, open_warning, raise_warning

__all__ = [
    "close_warning",
    "credit_owner",
    "intervene",
    "keep_forecasts",
    "note_effect",
    "note_outcome",
    "open_warning",
    "raise_warning",
]
