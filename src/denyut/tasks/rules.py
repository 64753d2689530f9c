"""Who may do what with tasks."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room
from denyut.chat.rules import may_enter
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.people.rules import READS_ONLY
from denyut.spine.access import ALLOWED, Denied, Verdict, rule
from denyut.tasks.models import Focus, Task


@rule("tasks.add_task")
def may_add_task(actor: Person, room: Room | None = None) -> Verdict:
    """Everybody asks everybody; from a room, whoever may enter it."""
    if actor.is_auditor:
        return READS_ONLY
    return may_enter(actor, room) if room is not None else ALLOWED


@rule("tasks.change_task")
def may_change_task(actor: Person, task: Task) -> Verdict:
    """Whoever does it, asked for it, leads who does it, or owns the number it moves."""
    if actor.is_auditor:
        return READS_ONLY
    if actor.pk in task.hands():
        return ALLOWED
    reason = gettext("%(label)s belongs to %(owner)s. Ask them, or whoever asked for it.")
    return Denied(reason % {"label": task.label, "owner": task.owner.name}, code="not_yours")


@rule("tasks.link_task")
def may_link_task(actor: Person, task: Task, key_result: KeyResult | None) -> Verdict:
    """Whoever may change the task links it to a goal; so does the owner of the key result, to which it then belongs."""
    verdict = may_change_task(actor, task)
    is_own = key_result is not None and actor.pk in (key_result.owner_id, key_result.objective.owner_id)
    if verdict or not is_own or actor.is_auditor:
        return verdict
    if task.key_result_id in (None, key_result.pk if key_result else None):
        return ALLOWED
    return Denied(_("This task helps another goal already. Ask whoever does it."), code="linked_elsewhere")


@rule("tasks.add_focus")
def may_add_focus(actor: Person) -> Verdict:
    """Everybody who works chooses what matters to them."""
    return READS_ONLY if actor.is_auditor or actor.is_bot else ALLOWED


@rule("tasks.change_focus")
def may_change_focus(actor: Person, focus: Focus) -> Verdict:
    """What somebody focuses on is theirs alone to say."""
    if actor.pk == focus.person_id:
        return ALLOWED
    return Denied(_("Everybody chooses for themselves what matters most."), code="not_owner")
