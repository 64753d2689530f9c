"""Measuring a key result differently: the stretch so far is kept as it was, and a new one begins."""

from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.okr.actions.key_results import is_summed, kr_as_it_stands
from denyut.okr.actions.objectives import facts_of
from denyut.okr.actions.revising import changes_between, revise, values_of
from denyut.okr.actions.rollup import carry_up
from denyut.okr.aligning import check_fed_once
from denyut.okr.models import KeyResult, Segment
from denyut.okr.setups import SetupWords
from denyut.okr.shaping import Shape, reasons_of, shape
from denyut.okr.verbs import KEY_RESULT_RETYPED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

MEASURE = ("kind", "unit", "currency", "baseline", "target", "setup")


@deed("okr.retype_key_result")
def retype_key_result(
    actor: Person,
    key_result: KeyResult,
    *,
    kind: str,
    unit: str = "",
    currency: str = "",
    baseline: Decimal = Decimal(0),
    target: Decimal = Decimal(100),
    setup: SetupWords | None = None,
    reason: str = "",
    note: str = "",
) -> KeyResult:
    """Measure a key result in another way from now on. Earlier check-ins stay in their stretch, and progress starts with the new one.

    Raises Refused where the rule says no, Conflict when nothing would change, Invalid without a reason or for numbers that make no sense.
    """
    kr = kr_as_it_stands(key_result)
    require(actor, "okr.change_objective", kr.objective)
    if not reason:
        raise Invalid(
            _("Say why it is measured differently: market, resources, strategy, an error or learning."),
            code="reason_needed",
            field="reason",
        )
    before, stretch = values_of(kr, MEASURE), _stretch(kr)
    kr.value, kr.series, kr.fed_value = None, [], None
    given = Shape(kr.title, kind, unit, currency, baseline, target, setup, kr.starts_on, kr.due_on, kr.pace)
    shape(kr, given, reasons_of(kr))
    changes = changes_between(before, values_of(kr, MEASURE))
    if not changes:
        raise Conflict(_("It is measured in just this way already."), code="same")
    check_fed_once(kr)
    is_summed(kr)
    revise(actor, kr, changes, reason=reason, note=note)
    stretch.save()
    kr.segment += 1
    kr.edition += 1
    kr.save()
    facts = {
        **facts_of(kr.objective),
        "key_result": kr.pk,
        "label": kr.label,
        "changed": sorted(changes),
        "reason": reason,
    }
    facts["moved"] = carry_up(kr.objective, key_result=kr, is_remeasured=True)
    record(KEY_RESULT_RETYPED, actor, kr, facts=facts, text=note.strip())
    return kr


def _stretch(kr: KeyResult) -> Segment:
    last = kr.segments.order_by("-number").first()
    return Segment(
        key_result=kr,
        number=kr.segment,
        kind=kr.kind,
        unit=kr.unit,
        currency=kr.currency,
        baseline=kr.baseline,
        target=kr.target,
        setup=kr.setup,
        value=kr.value,
        progress=kr.progress,
        began_at=last.ended_at if last else kr.made_at,
        ended_at=clock.now(),
    )
