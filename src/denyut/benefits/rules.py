"""Who may do what with the ledger of benefits."""

from django.utils.translation import gettext_lazy as _

from denyut.benefits.models import Classified
from denyut.people.models import Person
from denyut.people.rules import READS_ONLY, may_administer
from denyut.spine.access import ALLOWED, Denied, Verdict, rule


@rule("benefits.freeze_baselines")
def may_freeze_baselines(actor: Person) -> Verdict:
    """What everything is compared with later is fixed by an administrator, once."""
    return may_administer(actor)


@rule("benefits.correct")
def may_correct(actor: Person, item: Classified) -> Verdict:
    """What somebody's time went into is theirs alone to see and to say, administrators included."""
    if actor.pk == item.person_id:
        return ALLOWED
    return Denied(_("Only the person whose time it was corrects this."), code="not_owner")


@rule("benefits.answer")
def may_answer(actor: Person) -> Verdict:
    """Everybody who works with goals says how easy that is."""
    return READS_ONLY if actor.is_auditor or actor.is_bot else ALLOWED
