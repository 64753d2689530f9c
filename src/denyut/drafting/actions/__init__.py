"""The deeds of drafting."""

from denyut.drafting.actions.beginning import start_from_example, start_from_template
from denyut.drafting.actions.fields import write_key_result, write_objective
from denyut.drafting.actions.linting import answer_finding
from denyut.drafting.actions.ordering import place_key_result, place_objective, propose_set, publish_set
from denyut.drafting.actions.templates import change_template, make_template, restore_template, retire_template

__all__ = [
    "answer_finding",
    "change_template",
    "make_template",
    "place_key_result",
    "place_objective",
    "propose_set",
    "publish_set",
    "restore_template",
    "retire_template",
    "start_from_example",
    "start_from_template",
    "write_key_result",
    "write_objective",
]
