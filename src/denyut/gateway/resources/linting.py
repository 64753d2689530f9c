"""/lint: what a goal still lacks, before it is saved; /lint-answers: what people made of such findings."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router

from denyut.drafting.actions import answer_finding
from denyut.drafting.meter import Meter, meter_of
from denyut.drafting.models import LintAnswer
from denyut.drafting.surroundings import place_of, saved
from denyut.gateway import linting as shapes
from denyut.gateway.auth import caller_of
from denyut.gateway.description import about_reading
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.people.models import Person

EXAMPLE = {
    "subject_kind": "key_result",
    "subject_id": 12,
    "code": "vague_verb",
    "fingerprint": "0" * 64,
    "is_accepted": False,
    "reason": "Everybody here knows what is meant.",
}


def visible(caller: Person) -> QuerySet[LintAnswer]:
    """The answers about goals that the caller may see."""
    return LintAnswer.objects.visible_to(caller)


ANSWERS = Resource("lint-answers", shapes.LintAnswer, visible)
router = Router()


@router.post(
    "/lint",
    response=shapes.LintReport,
    operation_id="lint",
    summary="Lint a goal",
    **about_reading(has_id=True),
)
def lint(request: HttpRequest, body: shapes.LintBody) -> dict[str, Any]:
    """What a goal lacks to be specific, measurable, achievable, relevant and time-bound. Changes nothing."""
    caller = caller_of(request)
    place = place_of(
        caller, body.goal, key_result=body.key_result or 0, objective=body.objective or 0, cycle=body.cycle or 0
    )
    given = body.model_dump(mode="python", exclude={"goal", "key_result", "objective", "cycle"}, exclude_unset=True)
    return _told(meter_of(caller, place, replace(saved(place), **given)))


def _told(meter: Meter) -> dict[str, Any]:
    return {
        "language": meter.language,
        "met": "".join(letter.letter for letter in meter.letters if letter.is_met),
        "reads_as": meter.nature or None,
        "told_by": list(meter.told_by),
        "findings": [note for letter in meter.letters for note in letter.notes] + meter.limits,
        "aside": meter.aside,
        "suggestion": meter.suggestion,
    }


offer_list(router, ANSWERS)
offer_one(router, ANSWERS)
offer_deed(router, "POST", "/lint-answers", answer_finding, answers=ANSWERS, status=201, example=EXAMPLE)
