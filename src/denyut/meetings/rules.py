"""Who may do what with reports, reviews and the meeting log."""

from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room
from denyut.chat.rules import may_say
from denyut.meetings.models import Dissolution, Held, Question, Report, Review, Subscription
from denyut.meetings.scope import leads
from denyut.okr.models import CheckIn, KeyResult
from denyut.people.models import Department, Person, Role
from denyut.people.rules import READS_ONLY
from denyut.rhythm.models import Ritual
from denyut.rhythm.rules import may_attend, may_manage_ritual
from denyut.spine.access import ALLOWED, Denied, Verdict, rule

NOT_LEAD = Denied(_("Leads of the team, managers and administrators do this. Ask one of them."), code="not_lead")
NOT_LEADING = Denied(_("Somebody else leads this review. Take the lead first."), code="not_leading")


@rule("meetings.plan_report")
def may_plan_report(actor: Person, department: Department | None) -> Verdict:
    """Leads set when their team's report is compiled; managers and administrators everybody's."""
    if actor.is_auditor:
        return READS_ONLY
    if actor.role in (Role.MANAGER, Role.ADMINISTRATOR) or leads(actor, department):
        return ALLOWED
    return NOT_LEAD


@rule("meetings.edit_report")
def may_edit_report(actor: Person, report: Report) -> Verdict:
    """Whoever may say when it is compiled."""
    return may_plan_report(actor, report.department)


@rule("meetings.subscribe")
def may_subscribe(actor: Person, room: Room | None) -> Verdict:
    """For oneself everybody; for a room whoever may speak in it."""
    if room is not None:
        return may_say(actor, room)
    return Denied(_("A program reads the events instead."), code="is_bot") if actor.is_bot else ALLOWED


@rule("meetings.unsubscribe")
def may_unsubscribe(actor: Person, subscription: Subscription) -> Verdict:
    """One's own; that of a room, whoever may speak in it."""
    if subscription.room is not None:
        return may_say(actor, subscription.room)
    if subscription.person_id == actor.pk:
        return ALLOWED
    return Denied(_("This is somebody else's. Everybody follows for themselves."), code="not_yours")


@rule("meetings.begin")
def may_begin(actor: Person, ritual: Ritual) -> Verdict:
    """Whoever attends may begin a review, and leads it then."""
    return may_attend(actor, ritual)


@rule("meetings.write")
def may_write(actor: Person, review: Review) -> Verdict:
    """Notes and actions come from everybody who may attend."""
    return may_attend(actor, review.sitting.ritual)


@rule("meetings.lead")
def may_lead(actor: Person, review: Review) -> Verdict:
    """Whoever leads the review, or manages its ritual."""
    attends = may_attend(actor, review.sitting.ritual)
    if not attends or actor.pk == review.facilitator_id or may_manage_ritual(actor, review.sitting.ritual):
        return attends
    return NOT_LEADING


@rule("meetings.log")
def may_log(actor: Person) -> Verdict:
    """Everybody logs meetings."""
    return READS_ONLY if actor.is_auditor else ALLOWED


@rule("meetings.remove")
def may_remove(actor: Person, held: Held) -> Verdict:
    """Whoever entered it by hand; what a review left stays."""
    if held.review_id is not None:
        return Denied(_("This one was measured by its review, and stays."), code="measured")
    if actor.pk == held.logged_by_id:
        return ALLOWED
    return Denied(_("Whoever entered it takes it out. Ask them."), code="not_yours")


@rule("meetings.answer")
def may_answer(actor: Person, question: Question) -> Verdict:
    """One's own question, while it counts."""
    if actor.pk != question.person_id:
        return Denied(_("This question is for somebody else."), code="not_yours")
    if question.dissolution.state != Dissolution.State.PROPOSED:
        return Denied(_("It is settled already whether this meeting takes place."), code="settled")
    return ALLOWED


@rule("meetings.give_feedback")
def may_give_feedback(actor: Person, check_in: CheckIn) -> Verdict:
    """Everybody who sees the key result."""
    if actor.is_auditor:
        return READS_ONLY
    if KeyResult.objects.visible_to(actor).filter(pk=check_in.key_result_id).exists():
        return ALLOWED
    return Denied(_("There is no such check-in that you may see."), code="not_there")
