"""Deeds that make a goal of a number: a key result that follows an indicator."""

from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.metrics.models import Indicator
from denyut.okr.actions import add_key_result, check_in
from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Person
from denyut.sources.models import Tie
from denyut.sources.verbs import FOLLOWED, UNFOLLOWED
from denyut.spine import clock
from denyut.spine.access import require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("sources.make_key_result")
def make_key_result(
    actor: Person,
    indicator: Indicator,
    *,
    objective: Objective,
    target: Decimal,
    title: str = "",
    baseline: Decimal | None = None,
) -> KeyResult:
    """Make a key result of an indicator: from where it stands (or `baseline`) to `target`. Each new reading is checked in by itself,
    in the name of whoever made it. Raises as adding a key result does."""
    begins = baseline if baseline is not None else indicator.value or Decimal(0)
    kr: KeyResult = add_key_result.function(
        actor,
        objective,
        title=title or indicator.name,
        unit=indicator.unit,
        baseline=begins,
        target=target,
        source=indicator.key,
    )
    now = clock.now()
    tie = Tie.objects.create(indicator=indicator, key_result=kr, made_by=actor, made_at=now, read_at=indicator.read_at)
    record(FOLLOWED, actor, kr, facts={"key_result": kr.pk, "indicator": indicator.pk, "tie": tie.pk}, text=kr.title)
    return kr


@deed("sources.untie")
def untie(actor: Person, tie: Tie) -> KeyResult:
    """Let a key result follow its indicator no more; what was checked in stays. Raises Refused for whoever may not check it in."""
    require(actor, "okr.check_in", tie.key_result)
    record(UNFOLLOWED, actor, tie.key_result, facts={"key_result": tie.key_result_id}, text=tie.key_result.title)
    tie.delete()
    return tie.key_result


@deed("sources.follow")
def follow(actor: Person, tie: Tie) -> Tie:
    """Check in what the indicator says now, where that differs from the key result. Inside the house only. Raises as a check-in does."""
    tie = Tie.objects.select_for_update(of=("self",)).select_related("indicator", "key_result").get(pk=tie.pk)
    value = tie.indicator.value
    if value is not None and value != tie.key_result.value:
        note = _("Read from %(name)s.") % {"name": tie.indicator.name}
        check_in.function(actor, tie.key_result, value=value, note=note)
    tie.read_at = tie.indicator.read_at
    tie.save(update_fields=["read_at"])
    return tie
