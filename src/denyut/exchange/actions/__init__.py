"""The deeds of the importer: some rows at a time by the goals' own rules, a record of what came, and taking it back."""

from denyut.exchange.actions.check_ins import bring_in_check_ins, say_current_values
from denyut.exchange.actions.goals import bring_in_goals, bring_in_states
from denyut.exchange.actions.key_results import bring_in_key_results
from denyut.exchange.actions.missing import create_missing
from denyut.exchange.actions.records import close_record, open_record
from denyut.exchange.actions.undoing import undo_import
from denyut.exchange.actions.uploads import begin_import, finish_upload, tell_progress, upload

__all__ = [
    "begin_import",
    "bring_in_check_ins",
    "bring_in_goals",
    "bring_in_key_results",
    "bring_in_states",
    "close_record",
    "create_missing",
    "finish_upload",
    "open_record",
    "say_current_values",
    "tell_progress",
    "undo_import",
    "upload",
]
