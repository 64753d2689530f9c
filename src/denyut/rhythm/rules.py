"""Who may do what with rituals: managers manage them, and everybody for whom they are attends."""

from django.utils.translation import gettext_lazy as _

from denyut.people.models import Department, Person, Role
from denyut.people.rules import READS_ONLY
from denyut.rhythm.models import Ritual
from denyut.spine.access import ALLOWED, Denied, Verdict, rule


@rule("rhythm.manage")
def may_manage(actor: Person, department: Department | None = None) -> Verdict:
    """Managers and administrators; the calendar of a department is managed by its leads too."""
    if actor.is_auditor:
        return READS_ONLY
    if actor.role in (Role.MANAGER, Role.ADMINISTRATOR) or (department is not None and _leads(actor, department)):
        return ALLOWED
    return Denied(_("Managers and administrators keep the calendar. Ask one of them."), code="not_manager")


@rule("rhythm.manage_ritual")
def may_manage_ritual(actor: Person, ritual: Ritual) -> Verdict:
    return may_manage(actor, ritual.department)


@rule("rhythm.attend")
def may_attend(actor: Person, ritual: Ritual) -> Verdict:
    """Everybody of the company, or of the department for whose people it is."""
    if actor.is_auditor:
        return READS_ONLY
    if actor.is_bot:
        return Denied(_("A program attends no meetings."), code="is_bot")
    if ritual.department is None or _belongs(actor, ritual.department):
        return ALLOWED
    reason = _("This one is for the people of %(department)s.")
    return Denied(reason % {"department": ritual.department.name}, code="other_department")


def _leads(actor: Person, department: Department) -> bool:
    return any(actor.pk == one.lead_id for one in department.ancestors(include_self=True))


def _belongs(actor: Person, department: Department) -> bool:
    own = actor.department
    is_inside = own is not None and any(one.pk == department.pk for one in own.ancestors(include_self=True))
    return is_inside or _leads(actor, department)
