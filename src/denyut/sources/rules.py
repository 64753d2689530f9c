"""Who may bring numbers in from outside, and from where."""

from django.utils.translation import gettext_lazy as _

from denyut.people.models import Person, Role
from denyut.sources.models import Source
from denyut.spine.access import ALLOWED, Denied, Verdict, rule


@rule("sources.add")
def may_add(actor: Person) -> Verdict:
    if actor.role in (Role.MANAGER, Role.ADMINISTRATOR):
        return ALLOWED
    return Denied(_("Managers and administrators connect data sources. Ask one of them."), code="not_manager")


@rule("sources.change")
def may_change(actor: Person, source: Source) -> Verdict:
    """A source is changed, read and removed by its owner, as long as they may have one, and by administrators."""
    if actor.is_administrator or (actor.pk == source.owner_id and not actor.is_auditor):
        return ALLOWED
    return Denied(_("Only the owner of this data source or an administrator changes it."), code="not_owner")


@rule("sources.allow")
def may_allow(actor: Person) -> Verdict:
    """What is reached from inside the house is said by administrators alone."""
    if actor.is_administrator:
        return ALLOWED
    return Denied(_("Only administrators say which addresses may be asked. Ask one of them."), code="not_administrator")
