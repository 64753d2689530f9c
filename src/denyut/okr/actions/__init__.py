"""The deeds of the goal engine: everything that changes a goal."""

from denyut.okr.actions.amending import amend_key_result_score, amend_objective_score
from denyut.okr.actions.carrying import carry_over
from denyut.okr.actions.check_ins import check_in
from denyut.okr.actions.cycles import change_cycle, close_cycle, open_cycle, reopen_cycle
from denyut.okr.actions.declaring import declare_key_result, declare_objective, judge_hypothesis
from denyut.okr.actions.edges import answer_edge, counter_edge, end_edge, propose_edge
from denyut.okr.actions.evidence import (
    add_initiative,
    add_milestone,
    change_milestone,
    drop_initiative,
    exempt,
    finish_initiative,
    hold_session,
    observe,
    reach_milestone,
    remove_milestone,
    switch_feed,
    withdraw_observation,
)
from denyut.okr.actions.key_results import add_key_result, change_key_result
from denyut.okr.actions.objectives import add_objective, change_objective, state_progress
from denyut.okr.actions.rates import set_rate
from denyut.okr.actions.retyping import retype_key_result
from denyut.okr.actions.scoring import score_key_result, score_objective
from denyut.okr.actions.states import cancel_objective, move_key_result, move_objective
from denyut.okr.actions.undoing import undo_check_in
from denyut.okr.actions.voting import vote
from denyut.okr.actions.weighing import share_out, weigh_key_result, weigh_objective

__all__ = [
    "add_initiative",
    "add_key_result",
    "add_milestone",
    "add_objective",
    "amend_key_result_score",
    "amend_objective_score",
    "answer_edge",
    "cancel_objective",
    "carry_over",
    "change_cycle",
    "change_key_result",
    "change_milestone",
    "change_objective",
    "check_in",
    "close_cycle",
    "counter_edge",
    "declare_key_result",
    "declare_objective",
    "drop_initiative",
    "end_edge",
    "exempt",
    "finish_initiative",
    "hold_session",
    "judge_hypothesis",
    "move_key_result",
    "move_objective",
    "observe",
    "open_cycle",
    "propose_edge",
    "reach_milestone",
    "remove_milestone",
    "reopen_cycle",
    "retype_key_result",
    "score_key_result",
    "score_objective",
    "set_rate",
    "share_out",
    "state_progress",
    "switch_feed",
    "undo_check_in",
    "vote",
    "weigh_key_result",
    "weigh_objective",
    "withdraw_observation",
]
