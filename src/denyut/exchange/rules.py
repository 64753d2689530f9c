"""Who may bring in files, and take them back. What each row may do is asked of the goals' own rules."""

from django.utils.translation import gettext_lazy as _

from denyut.exchange.models import Import
from denyut.people.models import Person
from denyut.people.rules import READS_ONLY
from denyut.spine.access import ALLOWED, Denied, Verdict, rule


@rule("exchange.import")
def may_import(actor: Person) -> Verdict:
    """Everybody but auditors; each row then meets the same rules as by hand."""
    return READS_ONLY if actor.is_auditor else ALLOWED


@rule("exchange.undo")
def may_undo(actor: Person, done: Import) -> Verdict:
    """Whoever imported it, and administrators."""
    if actor.is_auditor:
        return READS_ONLY
    if actor.pk == done.person_id or actor.is_administrator:
        return ALLOWED
    return Denied(_("Only whoever imported a file, and administrators, undo it."), code="not_yours")
