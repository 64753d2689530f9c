"""Who may do what with rituals: managers manage them, and everybody for whom they are attends."""

from django.utils.translation import gettext_lazy as _

from denyut.people.models import Department, Person, Role
from denyut.people.rules import READS_ONLY
from denyut.rhythm.models import Prompt, Ritual, WeeklyItem
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


@rule("rhythm.write_week")
def may_write_week(actor: Person) -> Verdict:
    """Everybody writes their own week."""
    if actor.is_bot:
        return Denied(_("A program has no week."), code="is_bot")
    return READS_ONLY if actor.is_auditor else ALLOWED


@rule("rhythm.change_item")
def may_change_item(actor: Person, item: WeeklyItem) -> Verdict:
    """A line of a week belongs to whoever wrote it."""
    verdict = may_write_week(actor)
    if verdict and item.weekly.person_id != actor.pk:
        return Denied(_("This is somebody else's week. Talk to them instead."), code="not_yours")
    return verdict


@rule("rhythm.answer_trust")
def may_answer_trust(actor: Person) -> Verdict:
    """Everybody says it, auditors and programs aside."""
    return may_write_week(actor)


@rule("rhythm.answer_cadence")
def may_answer_cadence(actor: Person, prompt: Prompt) -> Verdict:
    """Whoever was asked."""
    if prompt.person_id != actor.pk:
        return Denied(_("Somebody else was asked that."), code="not_asked")
    return may_write_week(actor)
