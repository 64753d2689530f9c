"""Deeds on measurements: the raw values of statistics, the amounts of what adds up."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.okr.actions.evidence.feeding import feed, opened, tell
from denyut.okr.models import KeyResult, Observation
from denyut.okr.progress import Kind
from denyut.okr.values import fitting
from denyut.okr.verbs import OBSERVATION_WITHDRAWN, OBSERVED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid
from denyut.spine.deeds import deed

AT_ONCE = 10_000


@deed("okr.observe")
def observe(
    actor: Person, key_result: KeyResult, *, values: Sequence[Decimal], at: datetime | None = None, note: str = ""
) -> KeyResult:
    """Add measurements to a statistic, or amounts to a count that adds up, all for the moment `at` (default now); up to 10,000 at once.

    The value of the key result is worked out once. Raises Refused where the rule says no, Conflict for another kind, Invalid for no values,
    too many, or a moment in the future.
    """
    kr = opened(actor, key_result, Kind.STATISTIC, Kind.CUMULATIVE)
    now = clock.now()
    if not 1 <= len(values) <= AT_ONCE:
        raise Invalid(_("Write between one and 10,000 numbers."), code="values", field="values")
    if at is not None and at > now:
        raise Invalid(_("That moment lies in the future."), code="future", field="at")
    rows = [
        Observation(key_result=kr, value=fitting(value, "values"), at=at or now, author=actor, recorded_at=now)
        for value in values
    ]
    Observation.objects.bulk_create(rows, batch_size=500)
    tell(OBSERVED, actor, kr, number=len(rows))
    feed(actor, kr, note=note)
    return kr


@deed("okr.withdraw_observation")
def withdraw_observation(actor: Person, observation: Observation) -> KeyResult:
    """Withdraw a measurement that was wrong: it counts no more, and stays in the history. Again changes nothing.

    Raises Refused where the rule says no.
    """
    observation = Observation.objects.select_related("key_result").get(pk=observation.pk)
    kr = opened(actor, observation.key_result)
    if not observation.is_withdrawn:
        observation.is_withdrawn = True
        observation.save(update_fields=["is_withdrawn"])
        tell(OBSERVATION_WITHDRAWN, actor, kr, value=str(observation.value))
        feed(actor, kr)
    return kr
