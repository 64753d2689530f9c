"""The secret vote on a key result's chance."""

from django.utils.translation import gettext as _

from denyut.okr.actions.key_results import kr_as_it_stands
from denyut.okr.actions.objectives import facts_of
from denyut.okr.models import KeyResult, Vote
from denyut.okr.verbs import VOTED
from denyut.okr.votes import TAPS
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("okr.vote")
def vote(actor: Person, key_result: KeyResult, *, confidence: int) -> KeyResult:
    """Say in secret how sure one is that a key result reaches its target: 10, 30, 50, 70 or 90 percent. A later vote takes its place.

    The log keeps that somebody voted, not what they said. Raises Refused where the rule says no, Invalid for another number.
    """
    kr = kr_as_it_stands(key_result)
    require(actor, "okr.vote", kr)
    if confidence not in TAPS:
        raise Invalid(_("Choose one of 10, 30, 50, 70 or 90 percent."), code="not_a_choice", field="confidence")
    said = {"confidence": confidence, "said_at": clock.now()}
    before = Vote.objects.filter(key_result=kr, person=actor).first()
    if before is None or before.confidence != confidence:
        Vote.objects.update_or_create(key_result=kr, person=actor, defaults=said)
        facts = {**facts_of(kr.objective), "key_result": kr.pk, "label": kr.label, "moved": []}
        record(VOTED, actor, kr, facts=facts)
    return kr
