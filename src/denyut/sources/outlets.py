"""What sources do about what happened: a run that was asked for begins, and key results follow their indicators."""

import logging

from denyut.sources.actions import follow
from denyut.sources.jobs import carry_out
from denyut.sources.models import Tie
from denyut.sources.verbs import READ_ASKED
from denyut.spine.access import Refused, Unavailable
from denyut.spine.events import Via
from denyut.spine.models import Event
from denyut.spine.outlets import outlet

READ = ("metrics.read", "metrics.readings_taken", "metrics.reading_corrected")
log = logging.getLogger("denyut.sources")


@outlet("sources.runs", [READ_ASKED])
def begin_reading(event: Event) -> None:
    """Somebody, or the clock, wants a source read."""
    carry_out.enqueue(event.facts["run"])


@outlet("sources.ties", READ)
def let_follow(event: Event) -> None:
    """What an indicator says is checked in on the key results that follow it. One that may not be moved any more stays as it is."""
    for tie in Tie.objects.filter(indicator=event.facts["indicator"]).select_related("made_by"):
        try:
            follow.via(Via("job"))(tie.made_by, tie)
        except Unavailable:
            raise
        except Refused as refusal:
            log.info("key result %s does not follow its indicator: %s", tie.key_result_id, refusal.code)
