"""The deeds of launch."""

from denyut.launch.actions.cards import make_group, place_card, remove_card, rename_group, write_card
from denyut.launch.actions.drafting import draft_key_result, draft_objective, name_departments
from denyut.launch.actions.exams import begin_exam, hand_in_exam
from denyut.launch.actions.positions import take_position
from denyut.launch.actions.sponsors import choose_sponsor, publish_commitment, release_sponsor
from denyut.launch.actions.starts import begin_start, finish_step, plan_step, reopen_step
from denyut.launch.actions.visions import answer_check, say_serving, write_vision
from denyut.launch.actions.votes import take_vote_back, vote_for_group
from denyut.launch.actions.workshops import end_workshop, move_phase, open_workshop, write_input

__all__ = [
    "answer_check",
    "begin_exam",
    "begin_start",
    "choose_sponsor",
    "draft_key_result",
    "draft_objective",
    "end_workshop",
    "finish_step",
    "hand_in_exam",
    "make_group",
    "move_phase",
    "name_departments",
    "open_workshop",
    "place_card",
    "plan_step",
    "publish_commitment",
    "release_sponsor",
    "remove_card",
    "rename_group",
    "reopen_step",
    "say_serving",
    "take_position",
    "take_vote_back",
    "vote_for_group",
    "write_card",
    "write_input",
    "write_vision",
]
