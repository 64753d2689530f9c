"""The deeds of the goal engine: everything that changes a goal."""

from denyut.okr.actions.check_ins import check_in
from denyut.okr.actions.cycles import change_cycle, close_cycle, open_cycle, reopen_cycle
from denyut.okr.actions.key_results import add_key_result, change_key_result
from denyut.okr.actions.objectives import add_objective, cancel_objective, change_objective

__all__ = [
    "add_key_result",
    "add_objective",
    "cancel_objective",
    "change_cycle",
    "change_key_result",
    "change_objective",
    "check_in",
    "close_cycle",
    "open_cycle",
    "reopen_cycle",
]
