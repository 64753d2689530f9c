"""Deeds on the vision, on how key results serve it, and on whether it is understood."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from denyut.launch.models import Serving, UnderstandingCheck, Vision
from denyut.launch.questions import ASKED, questions_for
from denyut.launch.verbs import CHECK_ANSWERED, SERVING_SAID, VISION_WRITTEN
from denyut.okr.actions.objectives import facts_of
from denyut.okr.models import Cycle, KeyResult
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

TEXT_AT_MOST, SERVING_AT_MOST = 4000, 300


@deed("launch.write_vision")
def write_vision(actor: Person, *, vision: str, mission: str = "", number: int | None = None) -> Vision:
    """Word the vision and the mission anew, as another version. `number` is that of the version one has read.

    Raises Refused where the rule says no, Conflict when somebody wrote in between, Invalid for nothing or too much.
    """
    require(actor, "launch.write_vision")
    vision, mission = vision.strip(), mission.strip()
    if not vision or max(len(vision), len(mission)) > TEXT_AT_MOST:
        raise Invalid(_("Write the vision in up to 4,000 letters."), code="length", field="vision")
    newest = Vision.objects.first()
    last = newest.number if newest is not None else 0
    if number is not None and number != last:
        raise Conflict(_("Somebody worded it anew meanwhile. Read that first."), code="stale", field="vision")
    made = Vision.objects.create(
        number=last + 1, vision=vision, mission=mission, written_by=actor, written_at=clock.now()
    )
    record(VISION_WRITTEN, actor, made, facts={"version": made.number}, text=vision)
    return made


@deed("launch.say_serving")
def say_serving(actor: Person, key_result: KeyResult, *, text: str) -> KeyResult:
    """Say in one sentence how a key result serves the vision. Raises Refused where the rule says no, Invalid for nothing or too much."""
    key_result = KeyResult.objects.select_related(
        "objective__cycle", "objective__owner", "objective__department", "owner"
    ).get(pk=key_result.pk)
    require(actor, "launch.say_serving", key_result)
    text = " ".join(text.split())
    if not text or len(text) > SERVING_AT_MOST:
        raise Invalid(_("Say it in one sentence of up to 300 letters."), code="length", field="text")
    Serving.objects.update_or_create(
        key_result=key_result, defaults={"text": text, "said_by": actor, "said_at": clock.now()}
    )
    facts = {**facts_of(key_result.objective), "key_result": key_result.pk}
    record(SERVING_SAID, actor, key_result, facts=facts, text=text)
    return key_result


@deed("launch.answer_check")
def answer_check(actor: Person, cycle: Cycle, *, answers: Sequence[int]) -> UnderstandingCheck:
    """Answer today's questions about the goals, by the ids of the options in their order. Only how many were right is kept.

    Raises Refused for auditors, Conflict where there are too few goals to ask of, Invalid for fewer answers than questions.
    """
    require(actor, "launch.take_course")
    asked = questions_for(actor, cycle, company_now().date())
    if len(asked) < ASKED:
        raise Conflict(_("There are too few goals in the open to ask about."), code="too_few")
    if len(answers) != len(asked):
        raise Invalid(_("Answer every question, please."), code="answers", field="answers")
    right = sum(answer == question.right for answer, question in zip(answers, asked, strict=True))
    made, _is_new = UnderstandingCheck.objects.update_or_create(
        person=actor,
        defaults={
            "department_id": actor.department_id,
            "right": right,
            "asked": len(asked),
            "answered_at": clock.now(),
        },
    )
    record(CHECK_ANSWERED, actor, made)
    return made
