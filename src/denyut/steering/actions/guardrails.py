"""Deeds on guardrails: set, ended, and what a reading does to them."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.metrics.actions.fields import value_checked
from denyut.metrics.models import Indicator, Reading
from denyut.okr.models import Cycle, Objective
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb
from denyut.steering.models import Breach, Guardrail
from denyut.steering.verbs import GUARDRAIL_BREACHED, GUARDRAIL_ENDED, GUARDRAIL_HELD, GUARDRAIL_SET

WHY_AT_MOST, SPONSORS_AT_MOST = 300, 20


@deed("steering.set_guardrail")
def set_guardrail(
    actor: Person,
    indicator: Indicator,
    *,
    side: str,
    limit: Decimal,
    objective: Objective | None = None,
    cycle: Cycle | None = None,
    sponsors: Sequence[Person] = (),
    why: str = "",
) -> Guardrail:
    """Watch an indicator: it must not fall below (`floor`) or rise above (`ceiling`) a limit while an objective or a cycle is followed.

    Its last reading is judged at once; its sponsors (the actor, where none is named) are told of each breach. Raises Refused where the rule
    says no, NotThere for an objective that the actor does not see, Invalid.
    """
    if objective is not None and not Objective.objects.visible_to(actor).filter(pk=objective.pk).exists():
        raise NotThere(_("This is not there any more."), code="gone")
    require(actor, "steering.guard", objective)
    if side not in Guardrail.Side.values:
        raise Invalid(_("Say whether it must not fall below or not rise above."), code="no_side", field="side")
    if objective is None and cycle is None:
        raise Invalid(_("Choose the objective or the cycle that it guards."), code="nothing", field="objective")
    if len(why) > WHY_AT_MOST or len(sponsors) > SPONSORS_AT_MOST:
        raise Invalid(_("Use up to 300 letters and twenty sponsors."), code="too_long", field="why")
    made = Guardrail.objects.create(
        indicator=indicator,
        side=side,
        limit=value_checked(limit, "limit"),
        objective=objective,
        cycle=cycle,
        why=why.strip(),
        set_by=actor,
        set_at=clock.now(),
    )
    made.sponsors.set(sponsors or [actor])
    _tell(GUARDRAIL_SET, actor, made, made.limit, told=[one.pk for one in sponsors])
    _heed(None, made, _newest(indicator))
    return made


@deed("steering.end_guardrail")
def end_guardrail(actor: Person, guardrail: Guardrail) -> Guardrail:
    """Watch a number no longer; its breaches stay in the history. Again changes nothing. Raises Refused, NotThere."""
    found = Guardrail.objects.visible_to(actor).select_related("indicator", "objective").filter(pk=guardrail.pk).first()
    if found is None:
        raise NotThere(_("This is not there any more."), code="gone")
    require(actor, "steering.end_guardrail", found)
    if found.ended_at is None:
        found.ended_at = clock.now()
        found.save(update_fields=["ended_at"])
        found.breaches.filter(ended_at=None).update(ended_at=found.ended_at)
        _tell(GUARDRAIL_ENDED, actor, found, found.limit)
    return found


@deed("steering.heed_reading")
def heed_reading(actor: Person | None, indicator: int) -> list[Breach]:
    """Judge the newest reading of an indicator (its id) by all guardrails that watch it. Twice is once. Returns breaches that began."""
    watching = Guardrail.objects.standing().filter(indicator=indicator).select_related("indicator", "objective")
    guardrails = list(watching)
    newest = _newest(guardrails[0].indicator) if guardrails else None
    begun = [_heed(actor, one, newest) for one in guardrails]
    return [one for one in begun if one is not None]


def _newest(indicator: Indicator) -> Reading | None:
    return Reading.objects.filter(indicator=indicator, version__gte=indicator.series_from).first()


def _heed(actor: Person | None, guardrail: Guardrail, reading: Reading | None) -> Breach | None:
    if reading is None:
        return None
    open_one = guardrail.breaches.filter(ended_at=None).first()
    is_breached = guardrail.is_breached_by(reading.value)
    told = {guardrail.set_by_id, *guardrail.sponsors.values_list("pk", flat=True)}
    if open_one is not None and not is_breached:
        open_one.ended_at = clock.now()
        open_one.save(update_fields=["ended_at"])
        _tell(GUARDRAIL_HELD, actor, guardrail, reading.value, told=told)
    if open_one is not None or not is_breached:
        return None
    made, is_new = Breach.objects.get_or_create(
        guardrail=guardrail,
        reading=reading,
        defaults={"value": reading.value, "limit": guardrail.limit, "at": clock.now()},
    )
    if is_new:
        _tell(GUARDRAIL_BREACHED, actor, guardrail, reading.value, told=told)
    return made if is_new else None


def _tell(
    verb: Verb, actor: Person | None, guardrail: Guardrail, value: Decimal, *, told: Sequence[int] | set[int] = ()
) -> None:
    facts = {
        "guardrail": guardrail.pk,
        "indicator": guardrail.indicator_id,
        "value": format(value.normalize() if value else Decimal(0), "f"),
        "open": guardrail.objective is None or guardrail.objective.is_open,
        "told": sorted(set(told) - {actor.pk if actor else None}),
    }
    record(verb, actor, guardrail, facts=facts, text=guardrail.indicator.name)
