"""What closing does about what happens to goals."""

from denyut.closing.actions import count_execution, open_post_mortem
from denyut.closing.actions.lessons import refresh_index
from denyut.okr.models import Cycle, Objective
from denyut.okr.verbs import CYCLE_CLOSED, KEY_RESULT_CHANGED, OBJECTIVE_CHANGED, OBJECTIVE_SCORED, SCORE_AMENDED
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


@outlet("closing.execution", [CYCLE_CLOSED])
def freeze_execution(event: Event) -> None:
    """What was promised and done is counted when a cycle closes, by the rules of that day, and never again."""
    cycle = Cycle.objects.filter(pk=event.subject_id or 0).first()
    if cycle is not None and cycle.is_closed:
        count_execution(event.actor, cycle, event=event.pk)
