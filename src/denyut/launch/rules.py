"""Who may do what on the way into OKR."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from denyut.launch.models import Card, Sponsor, Step, Workshop
from denyut.okr.models import KeyResult
from denyut.okr.rules import READS_ONLY, may_manage
from denyut.people.models import Department, Person
from denyut.spine.access import ALLOWED, Denied, Verdict, may, rule


@rule("launch.lead")
def may_lead(actor: Person) -> Verdict:
    """Managers and administrators begin a start and plan its steps."""
    if may_manage(actor):
        return ALLOWED
    if actor.is_auditor:
        return READS_ONLY
    return Denied(_("Managers and administrators lead the start. Ask one of them."), code="not_manager")


@rule("launch.finish_step")
def may_finish_step(actor: Person, step: Step) -> Verdict:
    """Whoever answers for the step, and whoever leads the start."""
    return ALLOWED if step.owner_id == actor.pk and not actor.is_auditor else may_lead(actor)


@rule("launch.commit")
def may_commit(actor: Person, sponsor: Sponsor) -> Verdict:
    """A promise is given by nobody else."""
    if actor.is_auditor:
        return READS_ONLY
    if sponsor.released_at is None and sponsor.person_id == actor.pk:
        return ALLOWED
    return Denied(_("A commitment is written by its sponsor alone."), code="not_sponsor")


@rule("launch.lead_workshop")
def may_lead_workshop(actor: Person, workshop: Workshop) -> Verdict:
    """The facilitator; an administrator where they are missing."""
    if actor.is_auditor:
        return READS_ONLY
    if actor.is_administrator or actor.pk == workshop.facilitator_id:
        return ALLOWED
    reason = gettext("%(facilitator)s leads this workshop. Ask them to go on.")
    return Denied(reason % {"facilitator": workshop.facilitator.name}, code="not_facilitator")


@rule("launch.take_part")
def may_take_part(actor: Person, workshop: Workshop) -> Verdict:
    """People of the invited departments, those who lead them, the facilitator, and managers; everybody where none is named."""
    if actor.is_auditor:
        return READS_ONLY
    if workshop.is_over:
        return Denied(_("This workshop is over. What came of it stays as it is."), code="over")
    invited = {department.pk: department.lead_id for department in workshop.departments.all()}
    is_close = actor.pk == workshop.facilitator_id or may_manage(actor) or actor.pk in invited.values()
    if not invited or is_close or actor.department_id in invited:
        return ALLOWED
    return Denied(_("This workshop is for the departments that were invited. You may watch."), code="not_invited")


@rule("launch.change_card")
def may_change_card(actor: Person, card: Card) -> Verdict:
    """An idea is taken back by whoever had it."""
    if card.author_id == actor.pk:
        return may_take_part(actor, card.workshop)
    return Denied(_("Whoever wrote a card takes it back."), code="not_author")


@rule("launch.answer_for")
def may_answer_for(actor: Person, department: Department) -> Verdict:
    """The lead of a department speaks for it; its people do where it has none."""
    if actor.is_auditor:
        return READS_ONLY
    if department.lead_id == actor.pk or (department.lead_id is None and actor.department_id == department.pk):
        return ALLOWED
    if department.lead is not None:
        reason = gettext("%(lead)s speaks for %(department)s.")
        named = {"lead": department.lead.name, "department": department.name}
        return Denied(reason % named, code="not_lead")
    reason = gettext("Somebody of %(department)s speaks for it.")
    return Denied(reason % {"department": department.name}, code="not_lead")


@rule("launch.take_course")
def may_take_course(actor: Person) -> Verdict:
    """Everybody may learn; who is asked to, the step says."""
    return READS_ONLY if actor.is_auditor else ALLOWED


@rule("launch.write_vision")
def may_write_vision(actor: Person) -> Verdict:
    if may_manage(actor):
        return ALLOWED
    if actor.is_auditor:
        return READS_ONLY
    return Denied(_("Managers and administrators word the vision. Tell one of them."), code="not_manager")


@rule("launch.say_serving")
def may_say_serving(actor: Person, key_result: KeyResult) -> Verdict:
    """Whoever plans the key result says what it is for."""
    return may(actor, "okr.plan_key_result", key_result)
