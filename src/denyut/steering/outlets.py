"""What steering does about readings: a breach is told as soon as the number comes in."""

from denyut.metrics.verbs import READ
from denyut.spine.models import Event
from denyut.spine.outlets import outlet
from denyut.steering.actions import heed_reading


@outlet("steering.guardrails", [READ])
def judge_reading(event: Event) -> None:
    """Judge the newest reading of the indicator by the guardrails that watch it."""
    heed_reading(None, event.facts["indicator"])
