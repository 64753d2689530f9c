"""Deeds on the managers' course."""

import secrets
from collections.abc import Sequence

from django.utils.translation import gettext as _

from denyut.launch.models import Exam
from denyut.launch.training.report import LARGEST_SEED, report
from denyut.launch.training.scoring import marks, score
from denyut.launch.verbs import EXAM_BEGUN, EXAM_HANDED_IN
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

FEEDBACK_AT_LEAST, FEEDBACK_AT_MOST = 40, 2000


@deed("launch.begin_exam")
def begin_exam(actor: Person, *, seed: int | None = None) -> Exam:
    """Begin the course with a report of one's own; one that was begun and not handed in goes on. `seed` asks for a certain report."""
    require(actor, "launch.take_course")
    begun = Exam.objects.filter(person=actor, handed_in_at=None).first()
    if begun is not None:
        return begun
    if seed is not None and not 0 <= seed <= LARGEST_SEED:
        raise Invalid(_("Choose a seed between 0 and 2147483647."), code="seed", field="seed")
    exam = Exam.objects.create(
        person=actor, seed=secrets.randbelow(LARGEST_SEED) if seed is None else seed, begun_at=clock.now()
    )
    record(EXAM_BEGUN, actor, exam)
    return exam


@deed("launch.hand_in_exam")
def hand_in_exam(actor: Person, exam: Exam, *, marked: Sequence[str] = (), feedback: str = "") -> Exam:
    """Hand in what was found: marks like "3:stale", and a short feedback to whoever wrote the report. It is scored at once.

    Raises NotThere for another's exam, Conflict when it was handed in, Invalid for marks that are none or a feedback that says too little.
    """
    require(actor, "launch.take_course")
    exam = Exam.objects.get(pk=exam.pk)
    if exam.person_id != actor.pk:
        raise NotThere(_("There is nothing at this address that you may see."), code="not_there")
    if exam.is_handed_in:
        raise Conflict(_("This report was handed in. Begin another one."), code="handed_in")
    feedback = feedback.strip().replace("\x00", "")
    if not FEEDBACK_AT_LEAST <= len(feedback) <= FEEDBACK_AT_MOST:
        reason = _("Write the author two or three sentences: what is good, what to ask, what to do next.")
        raise Invalid(reason, code="feedback", field="feedback")
    found = _marks(marked)
    result = score(report(exam.seed), found)
    exam.marked, exam.feedback, exam.handed_in_at = {str(n): kind for n, kind in found.items()}, feedback, clock.now()
    exam.found, exam.false_alarms = result.found, result.false_alarms
    exam.score, exam.has_passed = result.points, result.is_passed
    exam.save()
    record(EXAM_HANDED_IN, actor, exam)
    return exam


def _marks(marked: Sequence[str]) -> dict[int, str]:
    try:
        return marks(marked)
    except ValueError as error:
        raise Invalid(_("A mark names a line and a problem."), code="marks", field="marked") from error
