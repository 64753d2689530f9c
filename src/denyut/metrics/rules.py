"""Who may do what with indicators."""

from django.utils.translation import gettext_lazy as _

from denyut.metrics.models import Indicator
from denyut.people.models import Person, Role
from denyut.spine.access import ALLOWED, Denied, Verdict, rule


@rule("metrics.add_indicator")
def may_add_indicator(actor: Person) -> Verdict:
    if _manages(actor):
        return ALLOWED
    return Denied(_("Managers and administrators choose the indicators. Ask one of them."), code="not_manager")


@rule("metrics.change_indicator")
def may_change_indicator(actor: Person, indicator: Indicator) -> Verdict:
    """What an indicator means is said by its owner and by managers."""
    if _manages(actor) or (actor.pk == indicator.owner_id and not actor.is_auditor):
        return ALLOWED
    return Denied(_("Only the indicator's owner or a manager changes what it means."), code="not_owner")


@rule("metrics.read")
def may_read(actor: Person, indicator: Indicator) -> Verdict:
    """An indicator is read by its owner and by managers."""
    if _manages(actor) or actor.pk == indicator.owner_id:
        return ALLOWED
    return Denied(_("Only the indicator's owner or a manager enters its values."), code="not_owner")


def _manages(actor: Person) -> bool:
    return actor.role in (Role.MANAGER, Role.ADMINISTRATOR)
