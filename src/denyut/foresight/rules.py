"""Who acts upon a warning."""

from django.utils.translation import gettext

from denyut.foresight.models import EarlyWarning
from denyut.okr.rules import may_speak_for
from denyut.people.models import Person
from denyut.people.rules import READS_ONLY
from denyut.spine.access import ALLOWED, Allowed, Denied, Verdict, rule


@rule("foresight.intervene")
def may_intervene(actor: Person, warning: EarlyWarning) -> Verdict:
    """Whoever owns the key result or answers for it, as long as its cycle runs."""
    kr = warning.key_result
    if actor.is_auditor:
        return READS_ONLY
    verdict = may_speak_for(actor, kr)
    if isinstance(verdict, Allowed) or verdict.code == "cycle_closed":
        return verdict
    if actor.pk == kr.delegate_id:
        return ALLOWED
    reason = gettext("%(owner)s acts upon this, or whoever leads them. Offer your help in their room.")
    return Denied(reason % {"owner": kr.owner.name}, code="not_concerned")
