"""Deeds on what the goal linter found."""

from django.utils.translation import gettext as _

from denyut.drafting.linting.messages import SENTENCES
from denyut.drafting.models import LintAnswer
from denyut.drafting.verbs import FINDING_ANSWERED
from denyut.okr.models import KeyResult, Objective
from denyut.okr.values import chosen
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

REASON_AT_MOST = 300
# Beyond these numbers people lose sight of their goals: whoever goes on says why.
WITH_REASON = frozenset({"too_many_key_results", "too_many_objectives"})


@deed("drafting.answer_finding")
def answer_finding(
    actor: Person,
    *,
    subject_kind: str,
    subject_id: int,
    code: str,
    fingerprint: str,
    is_accepted: bool,
    reason: str = "",
) -> LintAnswer:
    """Take the advice of a finding about a goal ("objective" or "key_result"), or set it aside until what it was made from changes.

    `fingerprint` is the one that came with the finding. Answering again changes the answer. Raises NotThere for a goal that the actor does
    not see, Refused for one they may not change, Invalid for an unknown code, and where too many goals are set aside without a reason.
    """
    objective = _objective_of(actor, chosen(LintAnswer.Subject, subject_kind, "subject_kind"), subject_id)
    require(actor, "okr.change_objective", objective)
    reason = _checked(code, fingerprint, reason, is_accepted=is_accepted)
    answer, _is_new = LintAnswer.objects.update_or_create(
        subject_kind=subject_kind,
        subject_id=subject_id,
        code=code,
        fingerprint=fingerprint,
        defaults={
            "is_accepted": is_accepted,
            "reason": reason,
            "answered_by": actor,
            "answered_at": clock.now(),
        },
    )
    facts = {"goal": subject_kind, "number": subject_id, "code": code, "is_accepted": is_accepted}
    record(FINDING_ANSWERED, actor, answer, facts=facts, text=reason)
    return answer


def _objective_of(actor: Person, kind: LintAnswer.Subject, number: int) -> Objective:
    if kind is LintAnswer.Subject.KEY_RESULT:
        seen = KeyResult.objects.visible_to(actor).filter(pk=number).select_related("objective__cycle")
        found = next((kr.objective for kr in seen), None)
    else:
        found = Objective.objects.visible_to(actor).filter(pk=number).select_related("cycle").first()
    if found is None:
        raise NotThere(_("There is nothing here that you may see."), code="not_there")
    return found


def _checked(code: str, fingerprint: str, reason: str, *, is_accepted: bool) -> str:
    reason = " ".join(reason.split())
    if code not in SENTENCES:
        raise Invalid(_("The linter finds nothing of this name."), code="code", field="code")
    if len(fingerprint) != 64:
        raise Invalid(
            _("A fingerprint has 64 letters, as it came with the finding."), code="fingerprint", field="fingerprint"
        )
    if len(reason) > REASON_AT_MOST:
        raise Invalid(_("A reason has up to 300 letters."), code="too_long", field="reason")
    if code in WITH_REASON and not is_accepted and not reason:
        raise Invalid(_("Say in a few words why more are needed this time."), code="no_reason", field="reason")
    return reason
