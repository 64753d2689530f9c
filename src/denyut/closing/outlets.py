"""What closing does about what happens to goals."""

from denyut.closing.actions import open_post_mortem
from denyut.closing.actions.lessons import refresh_index
from denyut.okr.models import Objective
from denyut.okr.verbs import KEY_RESULT_CHANGED, OBJECTIVE_CHANGED, OBJECTIVE_SCORED, SCORE_AMENDED
from denyut.spine.models import Event
from denyut.spine.outlets import outlet


@outlet("closing.post_mortems", [OBJECTIVE_SCORED, SCORE_AMENDED])
def ask_for_post_mortem(event: Event) -> None:
    """A promise that was not kept asks why; one that was kept after all asks no more."""
    objective = Objective.objects.filter(pk=event.facts["objective"]).first()
    if "missed" in event.facts and objective is not None and event.actor is not None:
        open_post_mortem(event.actor, objective)


@outlet("closing.found_by_title", [OBJECTIVE_CHANGED, KEY_RESULT_CHANGED])
def find_by_new_title(event: Event) -> None:
    """Lessons are found by the titles of their goals, also after these have changed."""
    if "title" in event.facts.get("changed", ()):
        refresh_index(event.facts["objective"])
