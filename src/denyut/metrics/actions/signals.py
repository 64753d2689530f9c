"""Deeds on what warns before a result moves."""

from django.utils.translation import gettext as _

from denyut.metrics.models import Indicator, Signal
from denyut.metrics.verbs import SIGNAL_LINKED, SIGNAL_UNLINKED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("metrics.link_signal")
def link_signal(actor: Person, indicator: Indicator, *, leading: Indicator) -> Signal:
    """Say that a leading indicator warns before `indicator` moves.

    Raises Refused for whoever is neither the result's owner nor a manager, Invalid for one that does not lead or is the
    result itself, Conflict when the two are linked.
    """
    require(actor, "metrics.change_indicator", indicator)
    if leading.pk == indicator.pk:
        raise Invalid(_("An indicator can't warn of itself. Choose another one."), code="own", field="leading")
    if not leading.is_leading:
        raise Invalid(
            _("This indicator tells what has happened already. Mark it as leading first, or choose another one."),
            code="not_leading",
            field="leading",
        )
    if Signal.objects.filter(result=indicator, leading=leading).exists():
        raise Conflict(_("These two are linked already."), code="linked", field="leading")
    signal = Signal.objects.create(result=indicator, leading=leading, made_by=actor, made_at=clock.now())
    record(SIGNAL_LINKED, actor, indicator, facts=_facts(signal), text=indicator.name)
    return signal


@deed("metrics.unlink_signal")
def unlink_signal(actor: Person, signal: Signal) -> None:
    """Take a signal from a result. Raises Refused for whoever is neither the result's owner nor a manager."""
    require(actor, "metrics.change_indicator", signal.result)
    record(SIGNAL_UNLINKED, actor, signal.result, facts=_facts(signal), text=signal.result.name)
    signal.delete()


def _facts(signal: Signal) -> dict[str, int]:
    return {"indicator": signal.result_id, "leading": signal.leading_id}
