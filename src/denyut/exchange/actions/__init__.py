"""The deeds of the importer: some rows at a time through the goals' own deeds, and a record of what was imported."""

from denyut.exchange.actions.check_ins import bring_in_check_ins
from denyut.exchange.actions.current_values import say_current_values
from denyut.exchange.actions.goals import bring_in_goals
from denyut.exchange.actions.key_results import bring_in_key_results
from denyut.exchange.actions.missing import create_missing
from denyut.exchange.actions.records import record_import
from denyut.exchange.actions.uploads import begin_import, finish_upload, tell_progress, upload

__all__ = [
    "begin_import",
    "bring_in_check_ins",
    "bring_in_goals",
    "bring_in_key_results",
    "create_missing",
    "finish_upload",
    "record_import",
    "say_current_values",
    "tell_progress",
    "upload",
]
