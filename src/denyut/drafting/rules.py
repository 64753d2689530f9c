"""Who may do what with goal templates."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from denyut.drafting.models import GoalTemplate
from denyut.okr.rules import READS_ONLY, may_manage
from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Denied, Verdict, rule


@rule("drafting.manage_templates")
def may_manage_templates(actor: Person) -> Verdict:
    """Managers and administrators word the templates that everybody begins from."""
    if may_manage(actor):
        return ALLOWED
    if actor.is_auditor:
        return READS_ONLY
    return Denied(_("Managers and administrators make goal templates. Ask one of them."), code="not_manager")


@rule("drafting.begin_goal")
def may_begin_goal(actor: Person, template: GoalTemplate | None = None) -> Verdict:
    """Everybody begins goals, from examples and from templates that are still offered; where, the rules of goals say."""
    if actor.is_auditor:
        return READS_ONLY
    if template is not None and template.is_retired:
        reason = gettext("The template %(template)s is retired. Choose another one.")
        return Denied(reason % {"template": template.name}, code="retired")
    return ALLOWED
