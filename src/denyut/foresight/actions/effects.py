"""What came of warnings and of acts upon them."""

from typing import Any

from denyut.foresight.actions.told import told_of
from denyut.foresight.actions.warnings import row_as_it_stands
from denyut.foresight.models import EarlyWarning, Intervention
from denyut.foresight.verbs import EFFECT_SEEN, OUTCOME_SEEN
from denyut.people.models import Person
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("foresight.note_effect")
def note_effect(
    actor: Person | None, intervention: Intervention, *, days: int, effect: dict[str, Any], has_helped: bool
) -> Intervention:
    """Keep what was measured so many days after an act. Again changes nothing."""
    found = Intervention.objects.get(pk=intervention.pk)
    if str(days) not in found.effects:
        found.effects = {**found.effects, str(days): effect}
        found.helped = has_helped
        found.save(update_fields=["effects", "helped"])
        warning = row_as_it_stands(intervention.warning)
        record(EFFECT_SEEN, actor, found, facts=told_of(warning, intervention=found.pk, days=days, helped=has_helped))
    return found


@deed("foresight.note_outcome")
def note_outcome(actor: Person | None, warning: EarlyWarning, *, outcome: str) -> EarlyWarning:
    """Keep how the key result of a warning ended, once its cycle is closed. Again changes nothing."""
    found = row_as_it_stands(warning)
    if not found.outcome:
        found.outcome = outcome
        found.closed_at = found.closed_at or found.key_result.objective.cycle.closed_at
        found.save(update_fields=["outcome", "closed_at"])
        record(OUTCOME_SEEN, actor, found, facts=told_of(found, outcome=outcome))
    return found
