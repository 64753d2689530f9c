"""Who may bring in files. What each row may do is asked of the goals' own rules."""

from denyut.people.models import Person
from denyut.people.rules import READS_ONLY
from denyut.spine.access import ALLOWED, Verdict, rule


@rule("exchange.import")
def may_import(actor: Person) -> Verdict:
    """Everybody but auditors; each row then meets the same rules as by hand."""
    return READS_ONLY if actor.is_auditor else ALLOWED
