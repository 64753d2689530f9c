"""Who raises and clears blockers, who asks for decisions and takes them."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room
from denyut.matters.models import Blocker, Decision
from denyut.okr.models import KeyResult
from denyut.okr.rules import closed, may_check_in
from denyut.people.models import Person
from denyut.people.rules import READS_ONLY
from denyut.spine.access import ALLOWED, Denied, Verdict, may, rule


@rule("matters.raise_blocker")
def may_raise_blocker(actor: Person, key_result: KeyResult) -> Verdict:
    """Everybody who sees a goal says what is in its way, as long as its cycle runs."""
    if actor.is_auditor:
        return READS_ONLY
    cycle = key_result.objective.cycle
    return closed(cycle) if cycle.is_closed else ALLOWED


@rule("matters.close_blocker")
def may_close_blocker(actor: Person, blocker: Blocker) -> Verdict:
    """Either side: who raised it or answers for the goal; who is waited for, and whoever works in that department or leads it."""
    if actor.is_auditor:
        return READS_ONLY
    department = blocker.waits_on_department
    is_waited_for = department is not None and (actor.department_id == department.pk or actor.pk == department.lead_id)
    is_concerned = actor.pk in (blocker.raised_by_id, blocker.waits_on_id, blocker.key_result.owner_id)
    if is_waited_for or is_concerned or may_check_in(actor, blocker.key_result):
        return ALLOWED
    reason = gettext("%(label)s is cleared by either side: %(owner)s, or whoever is waited for.")
    return Denied(reason % {"label": blocker.label, "owner": blocker.key_result.owner.name}, code="not_concerned")


@rule("matters.ask_decision")
def may_ask_decision(actor: Person, room: Room | None) -> Verdict:
    """Everybody asks; from a room, whoever may enter it."""
    if actor.is_auditor:
        return READS_ONLY
    return may(actor, "chat.enter", room) if room is not None else ALLOWED


@rule("matters.decide")
def may_decide(actor: Person, decision: Decision) -> Verdict:
    """The one who was asked; whoever leads them or administers may step in."""
    if actor.is_auditor:
        return READS_ONLY
    if actor.pk in (decision.decider_id, decision.decider.manager_id) or actor.is_administrator:
        return ALLOWED
    reason = gettext("%(decider)s decides this. Ask them.")
    return Denied(reason % {"decider": decision.decider.name}, code="not_decider")


@rule("matters.withdraw_decision")
def may_withdraw_decision(actor: Person, decision: Decision) -> Verdict:
    """Who asked takes the question back; so does who was asked."""
    if actor.is_auditor:
        return READS_ONLY
    if actor.pk in (decision.asked_by_id, decision.decider_id) or actor.is_administrator:
        return ALLOWED
    return Denied(_("Whoever asked for this decision takes it back. Ask them."), code="not_yours")
