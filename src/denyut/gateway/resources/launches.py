"""/starts, /launch-steps, /sponsors, /commitments, /exams, /visions: the way into OKR."""

from django.db.models import QuerySet
from ninja import Router

from denyut.gateway import launch_shapes as shapes
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.cycles import CYCLES
from denyut.gateway.resources.key_results import KEY_RESULTS
from denyut.gateway.values import Reference
from denyut.launch import models
from denyut.launch.actions import (
    answer_check,
    begin_exam,
    begin_start,
    choose_sponsor,
    finish_step,
    hand_in_exam,
    plan_step,
    publish_commitment,
    release_sponsor,
    reopen_step,
    say_serving,
    write_vision,
)
from denyut.people.models import Person


def starts(caller: Person) -> QuerySet[models.Start]:
    """How far the start is, everybody sees."""
    return models.Start.objects.visible_to(caller)


def steps(caller: Person) -> QuerySet[models.Step]:
    return models.Step.objects.visible_to(caller).select_related("start__cycle")


def sponsors(caller: Person) -> QuerySet[models.Sponsor]:
    """Those who were not released."""
    return models.Sponsor.objects.visible_to(caller).standing()


def commitments(caller: Person) -> QuerySet[models.Commitment]:
    return models.Commitment.objects.visible_to(caller)


def exams(caller: Person) -> QuerySet[models.Exam]:
    """The caller's own."""
    return models.Exam.objects.visible_to(caller)


def visions(caller: Person) -> QuerySet[models.Vision]:
    return models.Vision.objects.visible_to(caller)


def checks(caller: Person) -> QuerySet[models.UnderstandingCheck]:
    """The caller's own."""
    return models.UnderstandingCheck.objects.visible_to(caller)


STARTS = Resource("starts", shapes.Start, starts, {"cycle": (Reference, "cycle")})
STEPS = Resource("launch-steps", shapes.Step, steps, {"start": (Reference, "start")})
SPONSORS = Resource("sponsors", shapes.Sponsor, sponsors, {"start": (Reference, "start")})
COMMITMENTS = Resource("commitments", shapes.Commitment, commitments, {"sponsor": (Reference, "sponsor")})
EXAMS = Resource("exams", shapes.Exam, exams)
VISIONS = Resource("visions", shapes.Vision, visions)
CHECKS = Resource("understanding-checks", shapes.Understanding, checks)
PROMISE = {"text": "I check in my own goals every Friday before noon."}
ANSWER = {"marked": ["3:stale"], "feedback": "Good that each line has an owner. Where does the first number come from?"}

router = Router()
for resource in (STARTS, STEPS, SPONSORS, COMMITMENTS, EXAMS, VISIONS, CHECKS):
    offer_list(router, resource)
    offer_one(router, resource)
offer_deed(router, "POST", "/cycles/{int:id}/start", begin_start, answers=STARTS, subject=CYCLES, status=201)
offer_deed(
    router,
    "PATCH",
    "/launch-steps/{int:id}",
    plan_step,
    answers=STEPS,
    subject=STEPS,
    is_partial=True,
    example={"due_on": "2026-12-01"},
)
offer_deed(router, "POST", "/launch-steps/{int:id}/completion", finish_step, answers=STEPS, subject=STEPS)
offer_deed(router, "DELETE", "/launch-steps/{int:id}/completion", reopen_step, answers=STEPS, subject=STEPS)
offer_deed(
    router,
    "POST",
    "/starts/{int:id}/sponsors",
    choose_sponsor,
    answers=SPONSORS,
    subject=STARTS,
    status=201,
    example={"person": 3},
)
offer_deed(router, "DELETE", "/sponsors/{int:id}", release_sponsor, answers=SPONSORS, subject=SPONSORS)
offer_deed(
    router,
    "POST",
    "/sponsors/{int:id}/commitments",
    publish_commitment,
    answers=COMMITMENTS,
    subject=SPONSORS,
    status=201,
    example=PROMISE,
)
offer_deed(router, "POST", "/exams", begin_exam, answers=EXAMS, status=201, example={"seed": 7})
offer_deed(router, "POST", "/exams/{int:id}/answer", hand_in_exam, answers=EXAMS, subject=EXAMS, example=ANSWER)
offer_deed(
    router,
    "POST",
    "/visions",
    write_vision,
    answers=VISIONS,
    status=201,
    example={"vision": "The fastest help in the country", "number": 0},
)
offer_deed(
    router,
    "PUT",
    "/key-results/{int:id}/serving",
    say_serving,
    answers=KEY_RESULTS,
    subject=KEY_RESULTS,
    example={"text": "Whoever is answered at once comes back."},
)
offer_deed(
    router,
    "POST",
    "/cycles/{int:id}/understanding-checks",
    answer_check,
    answers=CHECKS,
    subject=CYCLES,
    status=201,
    example={"answers": [12, 4, 9]},
)
