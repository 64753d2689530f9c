from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from denyut.closing.actions import write_lesson
from denyut.drafting.actions import make_template, start_from_template
from denyut.launch.actions import (
    begin_start,
    choose_sponsor,
    finish_step,
    plan_step,
    publish_commitment,
    release_sponsor,
    reopen_step,
)
from denyut.launch.evidence import evidence_of
from denyut.launch.models import Commitment, Exam, Start, Step
from denyut.okr.actions import add_objective, open_cycle, score_key_result, score_objective
from denyut.okr.models import Objective
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, Refused
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]
type Steps = dict[str, Step]

CONTENT: Any = {
    "ambition": "committed",
    "measures": [{"kind": "metric", "unit": "error", "baseline": "30", "target": "10"}],
    "texts": {"en": {"title": "Fewer errors", "key_results": [{"title": "Errors a week", "source": "Help desk"}]}},
}
PROMISE = "I check in my own goals every Friday before noon."


def test_a_cycle_is_begun_once_by_managers(world: World, goals: Goals, start: Start) -> None:
    assert [step.name for step in start.steps.all()] == ["commit", "workshop", "templates", "training", "review"]
    with pytest.raises(Conflict) as twice:
        begin_start(world.ada, goals.quarter)
    assert twice.value.code == "begun"
    for person, code in ((world.mei, "not_manager"), (world.aldo, "reads_only")):
        with pytest.raises(Refused) as refused:
            begin_start(person, goals.quarter)
        assert refused.value.code == code
    later = open_cycle(world.ada, name="Q1 2027", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))
    assert begin_start(world.cem, later).cycle == later


def test_the_first_step_needs_a_published_commitment_and_an_open_objective(
    world: World, goals: Goals, start: Start, steps: Steps
) -> None:
    Objective.objects.filter(pk=goals.company.pk).update(visibility="private")
    sponsor = choose_sponsor(world.cem, start, person=world.ada)
    with pytest.raises(Conflict) as missing:
        finish_step(world.cem, steps["commit"])
    assert (missing.value.code, str(missing.value)) == (
        "no_evidence",
        "No sponsor has published a commitment. Ask them to write one. Publish an objective of the company for everybody.",
    )
    publish_commitment(world.ada, sponsor, text=PROMISE)
    with pytest.raises(Conflict) as private:
        finish_step(world.cem, steps["commit"])
    assert str(private.value) == "Publish an objective of the company for everybody."
    Objective.objects.filter(pk=goals.company.pk).update(visibility="public")
    done = finish_step(world.cem, steps["commit"])
    assert (done.done_by, done.is_done) == (world.cem, True)
    with pytest.raises(Conflict):
        finish_step(world.cem, steps["commit"])
    release_sponsor(world.cem, sponsor)
    assert not evidence_of(Step.objects.get(pk=done.pk)).is_enough
    assert not reopen_step(world.cem, done).is_done
    with pytest.raises(Conflict):
        reopen_step(world.cem, done)


def test_drafts_and_team_goals_are_no_company_objective(world: World, goals: Goals, steps: Steps) -> None:
    Objective.objects.filter(pk=goals.company.pk).update(state="draft")
    assert [fact.found for fact in evidence_of(steps["commit"]).facts] == [0, 0, 0]


def test_commitments_keep_their_versions(world: World, start: Start) -> None:
    sponsor = choose_sponsor(world.cem, start, person=world.ada)
    with pytest.raises(Refused) as other:
        publish_commitment(world.cem, sponsor, text=PROMISE)
    assert other.value.code == "not_sponsor"
    with pytest.raises(Invalid):
        publish_commitment(world.ada, sponsor, text="I promise.")
    publish_commitment(world.ada, sponsor, text=PROMISE)
    with pytest.raises(Conflict):
        publish_commitment(world.ada, sponsor, text=PROMISE)
    publish_commitment(world.ada, sponsor, text=f"{PROMISE} And I attend each review.")
    assert list(Commitment.objects.values_list("number", "text")) == [
        (2, f"{PROMISE} And I attend each review."),
        (1, PROMISE),
    ]
    with pytest.raises(Conflict):
        choose_sponsor(world.cem, start, person=world.ada)
    for person in (world.robo, world.aldo):
        with pytest.raises(Invalid):
            choose_sponsor(world.cem, start, person=person)


def test_a_planned_step_is_finished_by_its_owner(world: World, steps: Steps) -> None:
    step = plan_step(world.cem, steps["templates"], owner=world.mei, due_on=TODAY.date() - timedelta(days=1))
    assert step.is_overdue(TODAY.date())
    with pytest.raises(Conflict) as missing:
        finish_step(world.mei, step)
    assert missing.value.code == "no_evidence"
    with pytest.raises(Refused) as refused:
        finish_step(world.bo, step)
    assert refused.value.code == "not_manager"
    with pytest.raises(Refused):
        plan_step(world.mei, step, owner=world.mei)


def test_templates_count_when_goals_were_begun_from_them(world: World, goals: Goals, steps: Steps) -> None:
    assert [fact.found for fact in evidence_of(steps["templates"]).facts] == [0, 0]
    template = make_template(world.cem, name="Fewer errors", content=CONTENT)
    assert [fact.found for fact in evidence_of(steps["templates"]).facts] == [1, 0]
    start_from_template(world.mei, goals.quarter, template.newest, department=world.service)
    assert evidence_of(steps["templates"]).is_enough


def test_training_counts_those_who_lead_people(world: World, steps: Steps) -> None:
    assert evidence_of(steps["training"]).facts[0].found == 0
    exam = {"seed": 1, "begun_at": clock.now(), "handed_in_at": clock.now(), "has_passed": True}
    Exam.objects.create(person=world.bo, **exam)
    assert evidence_of(steps["training"]).facts[0].found == 0
    Exam.objects.create(person=world.cem, **exam)
    assert evidence_of(steps["training"]).is_enough


def test_the_review_needs_scores_lessons_and_the_next_goals(world: World, goals: Goals, steps: Steps) -> None:
    review = steps["review"]
    assert [fact.found for fact in evidence_of(review).facts] == [0, 0, 0]
    for kr in (goals.median, goals.rules):
        score_key_result(world.mei, kr)
    score_objective(world.ada, goals.company)
    write_lesson(world.mei, goals.speed, text="Fewer rules help more.", kind="keep")
    later = open_cycle(world.ada, name="Q1 2027", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))
    assert len(evidence_of(review).missing) == 1
    add_objective(world.cem, later, title="Faster still", department=world.service, state="draft")
    assert evidence_of(review).is_enough


def test_everybody_sees_how_far_it_is(world: World, goals: Goals, signed_in: Browser) -> None:
    assert "Nobody has begun yet" in signed_in(world.dora).get("/launch/").content.decode()
    cem = signed_in(world.cem)
    assert cem.get("/launch/new/").status_code == 200
    assert cem.post("/launch/new/", {"key": "a", "cycle": goals.quarter.pk}).status_code == 302
    start = Start.objects.get()
    cem.post(f"/launch/starts/{start.pk}/sponsors/", {"key": "b", "person": world.ada.pk})
    sponsor = start.sponsors.get()
    assert signed_in(world.mei).get(f"/launch/sponsors/{sponsor.pk}/commitment/").status_code == 403
    signed_in(world.ada).post(f"/launch/sponsors/{sponsor.pk}/commitment/", {"key": "c", "text": PROMISE})
    step = start.steps.get(name="commit")
    cem.post(f"/launch/steps/{step.pk}/plan/", {"key": "d", "owner": world.mei.pk, "due_on": "2026-12-01"})
    cem.post(f"/launch/steps/{step.pk}/done/", {"key": "e"})
    words = signed_in(world.dora).get("/launch/").content.decode()
    for told in (PROMISE, "Done: 1 of 5", "found done on", "Word a goal template of your own."):
        assert told in words
    refused = cem.post(f"/launch/steps/{start.steps.get(name='review').pk}/done/", {"key": "f"})
    assert (refused.status_code, "Write down what was learned." in refused.content.decode()) == (409, True)
    cem.post(f"/launch/sponsors/{sponsor.pk}/release/", {"key": "g"})
    assert "Evidence is gone" in signed_in(world.dora).get("/launch/").content.decode()
