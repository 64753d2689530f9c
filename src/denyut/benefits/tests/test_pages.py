from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from denyut.benefits.actions import answer_ease, correct, count_weeks, freeze_baselines, note_friction
from denyut.benefits.flows import flow_rows, point_of
from denyut.benefits.jobs import count_lately
from denyut.benefits.measures import MEASURES
from denyut.benefits.models import Answer, Baseline, Classified, Friction, Weekly
from denyut.benefits.rows import entries
from denyut.benefits.views import friction as friction_views
from denyut.benefits.weeks import WEEK, weeks_until_now
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
ADOPTED = date(2026, 9, 28)
BEFORE, AFTER = 8, 8
type Browse = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _now() -> Any:
    friction_views._noted.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def kept() -> None:
    """Eight weeks before adoption and eight since: half of the tasks were linked, then four of five; news took twelve hours, then six."""
    rows = []
    for number in range(-BEFORE, AFTER):
        on, wobble = ADOPTED + WEEK * number, number % 2
        hits, hours = (10 + wobble, 12.0 + wobble) if number < 0 else (16 + wobble, 6.0 + wobble)
        rows.append(Weekly(measure="link_coverage", week_on=on, hits=hits, of=20))
        rows.append(Weekly(measure="propagation", week_on=on, samples=[hours, hours - 1, hours + 1]))
    Weekly.objects.bulk_create(rows)


def entry(name: str) -> Any:
    return next(one for one in entries("en") if one.name == name)


@pytest.mark.usefixtures("kept")
def test_without_a_baseline_no_number_is_said(world: World, signed_in: Browse) -> None:
    one = entry("link_coverage")
    assert (one.verdict_label, one.value, one.gain, one.kept) == ("Not measurable yet", "", "", 16)
    page = signed_in(world.dora).get("/benefits/").content.decode()
    assert ("Not measurable yet" in page, "Claimed elsewhere" in page, "82%" in page) == (True, False, False)


@pytest.mark.usefixtures("kept")
def test_a_frozen_baseline_gives_a_value_an_interval_and_a_verdict(ada: Person) -> None:
    freeze_baselines(ada, before_on=ADOPTED)
    one = entry("link_coverage")
    assert (one.value, one.count, one.verdict_label) == ("83%", "160", "Improved")
    assert one.interval == "[77, 87]"
    speed = entry("propagation")
    assert (speed.value, speed.claimed, speed.verdict_label) == ("6.5", "97%", "Improved")
    assert float(speed.gain.rstrip("%")) == pytest.approx(48, abs=6)


@pytest.mark.usefixtures("kept")
def test_a_frozen_baseline_never_changes(ada: Person) -> None:
    freeze_baselines(ada, before_on=ADOPTED)
    sealed = Baseline.objects.get(measure="propagation")
    Weekly.objects.filter(measure="propagation", week_on__lt=ADOPTED).delete()
    with pytest.raises(Conflict) as refusal:
        freeze_baselines(ada, before_on=ADOPTED)
    assert refusal.value.code == "nothing_to_freeze"
    assert (Baseline.objects.get(pk=sealed.pk).seal, sealed.is_whole) == (sealed.seal, True)
    sealed.weeks[0][1] = 99.0
    assert not sealed.is_whole
    facts = Event.objects.get(verb="benefits.baselines_frozen").facts
    assert facts["seals"]["propagation"] == sealed.seal


@pytest.mark.usefixtures("kept")
def test_who_may_freeze_and_what(mei: Person, cem: Person, ada: Person) -> None:
    for somebody in (mei, cem):
        with pytest.raises(Refused) as refusal:
            freeze_baselines(somebody, before_on=ADOPTED)
        assert refusal.value.code == "not_administrator"
    with pytest.raises(Invalid):
        freeze_baselines(ada, before_on=NOW.date() + timedelta(days=7))
    with pytest.raises(Conflict):
        freeze_baselines(ada, before_on=ADOPTED - WEEK * 6)


@pytest.mark.parametrize("many", [1, 3])
def test_the_ledger_takes_two_queries(
    ada: Person, kept: None, many: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    freeze_baselines(ada, before_on=ADOPTED)
    for number in range(many):
        Weekly.objects.create(measure="suggestions", week_on=ADOPTED + WEEK * number, hits=1, of=5)
    with django_assert_num_queries(2):
        assert len(entries("en")) == len(MEASURES)


def test_the_ledger_of_very_few_people_is_hidden(world: World, kept: None, signed_in: Browse) -> None:
    Person.objects.filter(pk=world.bo.pk).update(is_active=False)
    Person.objects.filter(pk=world.aldo.pk).update(is_active=False)
    page = signed_in(world.mei).get("/benefits/").content.decode()
    assert ("Too few people" in page, "link_coverage" in page) == (True, False)
    assert signed_in(world.mei).get("/benefits/measures/link_coverage/").status_code == 404


@pytest.mark.usefixtures("kept")
def test_the_pages_open(world: World, goals: Goals, signed_in: Browse) -> None:
    freeze_baselines(world.ada, before_on=ADOPTED)
    browser = signed_in(world.mei)
    for path in (
        "",
        "measures/link_coverage/",
        "measures/unprompted/",
        "measures/strategy_drift/",
        "friction/",
        "noise/",
    ):
        assert (path, browser.get(f"/benefits/{path}").status_code) == (path, 200)
    assert browser.get("/benefits/measures/nothing/").status_code == 404
    assert browser.get("/benefits/freeze/").status_code == 403
    answer = signed_in(world.ada).post("/benefits/freeze/", {"key": "k", "before_on": "2026-09-28"})
    assert answer.status_code == 409


def test_the_weeks_are_counted_by_the_clock_and_again_the_same(goals: Goals) -> None:
    count_lately.func()
    first = set(Weekly.objects.values_list("measure", "week_on", "hits", "of"))
    count_lately.func()
    assert set(Weekly.objects.values_list("measure", "week_on", "hits", "of")) == first
    assert {"tracking_density", "meeting_load", "data_quality"} <= {row[0] for row in first}
    with pytest.raises(KeyError):
        count_weeks(None, measure="nothing", weeks=weeks_until_now(1))


def test_friction_is_counted_without_a_name(mei: Person, signed_in: Browse) -> None:
    browser = signed_in(mei)
    said = {"flow": "check_in_form", "seconds": "7.2", "presses": "3", "pages": "0"}
    assert [browser.post("/benefits/friction/note/", said).status_code for _time in range(2)] == [204, 204]
    kept = Friction.objects.get()
    assert (kept.seconds, kept.presses, kept.times) == (8, 3, 2)
    (row,) = flow_rows()
    assert (row.times, row.seconds, row.is_within) == (2, (8, 8), True)


def test_what_can_not_be_is_not_counted(mei: Person, signed_in: Browse) -> None:
    browser = signed_in(mei)
    whole = {"flow": "message", "seconds": "5", "presses": "1", "pages": "0"}
    for wrong in ({"flow": "else"}, {"seconds": "-1"}, {"seconds": "nan"}, {"presses": "x"}, {"seconds": "9999"}):
        assert browser.post("/benefits/friction/note/", {**whole, **wrong}).status_code == 422
    assert Friction.objects.count() == 0


def test_nobody_fills_the_counts(mei: Person, signed_in: Browse) -> None:
    browser = signed_in(mei)
    said = {"flow": "message", "seconds": "5", "presses": "1", "pages": "0"}
    answers = [browser.post("/benefits/friction/note/", said).status_code for _time in range(62)]
    assert (answers.count(204), answers[-1]) == (60, 429)


def test_a_budget_is_exceeded_in_the_middle_not_at_the_end() -> None:
    assert (point_of([(4, 9), (60, 1)], 0.5), point_of([(4, 9), (60, 1)], 0.95)) == (4, 60)
    note_friction(None, flow="check_in_chat", seconds=40, presses=2, pages=0)
    assert [row.is_within for row in flow_rows()] == [False]
    with pytest.raises(ValueError, match="nothing"):
        point_of([], 0.5)


def test_ease_is_shown_from_five_answers_on(world: World, signed_in: Browse) -> None:
    browser = signed_in(world.mei)
    browser.post("/benefits/ease/", {"key": "k", "ease": "5"})
    for person in (world.bo, world.cem, world.ada):
        answer_ease(person, ease=3)
    assert "of 5, n" not in browser.get("/benefits/friction/").content.decode()
    answer_ease(world.dora, ease=1)
    answer_ease(world.dora, ease=2)
    assert "3.2 of 5, n = 5" in browser.get("/benefits/friction/").content.decode()
    assert Answer.objects.count() == 5
    with pytest.raises(Refused):
        answer_ease(world.aldo, ease=1)
    with pytest.raises(Invalid):
        answer_ease(world.bo, ease=6)


@pytest.fixture
def item(cem: Person) -> Classified:
    return Classified.objects.create(
        person=cem, source="line:1", kind="chase", minutes=2, confidence=75, at=NOW - timedelta(days=2)
    )


def test_only_whoever_spent_the_time_sees_and_corrects_it(item: Classified, world: World, signed_in: Browse) -> None:
    for somebody in (world.ada, world.mei, world.dora):
        assert "Asking how something stands" not in signed_in(somebody).get("/benefits/supervision/").content.decode()
        assert signed_in(somebody).get(f"/benefits/supervision/{item.pk}/").status_code == 404
        with pytest.raises(Refused) as refusal:
            correct(somebody, item, kind="none")
        assert refusal.value.code == "not_owner"
    browser = signed_in(world.cem)
    assert "Asking how something stands" in browser.get("/benefits/supervision/").content.decode()
    answer = browser.post(f"/benefits/supervision/{item.pk}/", {"key": "k", "kind": "report", "minutes": "20"})
    item.refresh_from_db()
    assert (answer.status_code, item.kind, item.minutes, item.confidence) == (302, "report", 20, 100)
    for wrong in ({"kind": "else"}, {"kind": "chase", "minutes": 5000}):
        with pytest.raises(Invalid):
            correct(world.cem, item, **wrong)
