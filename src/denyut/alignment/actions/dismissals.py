"""Deeds on findings: leaving one alone, taking it up again."""

import re

from django.utils.translation import gettext as _

from denyut.alignment.health.findings import CODES
from denyut.alignment.models import Dismissal
from denyut.alignment.verbs import FINDING_DISMISSED, FINDING_RESTORED
from denyut.okr.aligning import goal_as_it_stands, said
from denyut.okr.ends import Goal
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

FINGERPRINT = re.compile(r"[0-9a-f]{64}")


@deed("alignment.dismiss_finding")
def dismiss_finding(
    actor: Person, cycle: Cycle, *, code: str, subject: str, fingerprint: str, reason: str
) -> Dismissal:
    """Leave a finding alone for a reason, until what it is made of changes. `subject` and `fingerprint` are the finding's own.

    Again changes nothing. Raises Refused where the rule says no, Invalid for a finding that is none or without a reason, NotThere for a
    subject that the actor does not see.
    """
    about = subject_of(actor, subject)
    require(actor, "alignment.dismiss", about)
    if code not in CODES or not FINGERPRINT.fullmatch(fingerprint):
        raise Invalid(_("There is no such finding."), code="no_finding", field="code")
    reason = said(reason, "reason")
    if not reason:
        raise Invalid(_("Say in a sentence why this is fine as it is."), code="reason_needed", field="reason")
    dismissal, is_new = Dismissal.objects.get_or_create(
        cycle=cycle,
        code=code,
        subject=subject,
        fingerprint=fingerprint,
        defaults={"reason": reason, "by": actor, "at": clock.now()},
    )
    if is_new:
        facts = {"cycle": cycle.pk, "code": code, "subject": subject}
        record(FINDING_DISMISSED, actor, dismissal, facts=facts, text=reason)
    return dismissal


@deed("alignment.restore_finding")
def restore_finding(actor: Person, dismissal: Dismissal) -> None:
    """Take a finding up again that was left alone. One that is not left alone changes nothing. Raises as `dismiss_finding` does."""
    require(actor, "alignment.dismiss", subject_of(actor, dismissal.subject))
    found = Dismissal.objects.filter(pk=dismissal.pk).first()
    if found is not None:
        facts = {"cycle": found.cycle_id, "code": found.code, "subject": found.subject}
        record(FINDING_RESTORED, actor, found, facts=facts)
        found.delete()


def subject_of(actor: Person, subject: str) -> Goal | Person | None:
    """What a finding is about, as far as a rule asks; an indicator belongs to nobody in particular.

    Raises NotThere when there is none that the actor sees.
    """
    kind, _colon, number = subject.partition(":")
    pk = int(number) if number.isdecimal() and len(number) < 18 else 0
    if kind == "indicator" and pk:
        return None
    if kind == "person":
        person = Person.objects.visible_to(actor).filter(pk=pk).first()
        if person is not None:
            return person
    if kind in ("objective", "key_result") and pk:
        objective = Objective(pk=pk) if kind == "objective" else None
        key_result = KeyResult(pk=pk) if kind == "key_result" else None
        return goal_as_it_stands(actor, objective, key_result, field="subject")
    raise NotThere(_("There is no such goal, or not for you."), code="not_there", field="subject")
