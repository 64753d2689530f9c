"""Who may do what with indicators."""

from django.utils.translation import gettext_lazy as _

from denyut.metrics.models import Indicator
from denyut.people.models import Person, Role
from denyut.spine.access import ALLOWED, Denied, Verdict, rule


@rule("metrics.add_indicator")
def may_add_indicator(actor: Person) -> Verdict:
    if actor.role in (Role.MANAGER, Role.ADMINISTRATOR):
        return ALLOWED
    return Denied(_("Managers and administrators choose the indicators. Ask one of them."), code="not_manager")


@rule("metrics.read")
def may_read(actor: Person, indicator: Indicator) -> Verdict:
    """An indicator is read by its owner and by managers."""
    if actor.role in (Role.MANAGER, Role.ADMINISTRATOR) or actor.pk == indicator.owner_id:
        return ALLOWED
    return Denied(_("Only the indicator's owner or a manager enters its values."), code="not_owner")
