from collections.abc import Callable

import pytest
from django.test import Client

from denyut.launch.actions import answer_check, say_serving, write_vision
from denyut.launch.models import Serving, UnderstandingCheck
from denyut.launch.questions import questions_for
from denyut.launch.understanding import Unit, shares
from denyut.okr.actions import add_key_result, add_objective
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, Refused
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]


@pytest.fixture
def more(world: World, goals: Goals) -> Goals:
    """Goals enough to ask three questions of."""
    add_objective(world.ada, goals.quarter, title="Earn what we spend")
    for title in ("Load at night", "No broken parcels"):
        add_objective(world.dora, goals.quarter, title=title, department=world.warehouse)
    return goals


def test_visions_are_versions(world: World) -> None:
    write_vision(world.cem, vision="The fastest help", mission="Be there", number=0)
    with pytest.raises(Conflict) as stale:
        write_vision(world.ada, vision="Other", number=0)
    assert stale.value.code == "stale"
    assert write_vision(world.ada, vision="The kindest help", number=1).number == 2
    with pytest.raises(Invalid):
        write_vision(world.ada, vision=" ")
    for person, code in ((world.mei, "not_manager"), (world.aldo, "reads_only")):
        with pytest.raises(Refused) as refused:
            write_vision(person, vision="Mine")
        assert refused.value.code == code


def test_a_key_result_says_how_it_serves(world: World, goals: Goals) -> None:
    say_serving(world.mei, goals.median, text="Whoever is answered at once comes back.")
    say_serving(world.mei, goals.median, text="Nobody waits.")
    assert Serving.objects.get().text == "Nobody waits."
    with pytest.raises(Refused):
        say_serving(world.dora, goals.median, text="Mine")
    with pytest.raises(Invalid):
        say_serving(world.mei, goals.median, text="")


def test_questions_come_from_the_goals(world: World, more: Goals) -> None:
    asked = questions_for(world.mei, more.quarter, TODAY.date())
    assert asked == questions_for(world.mei, more.quarter, TODAY.date())
    assert [len(one.options) for one in asked] == [3, 2, 3]
    assert asked[0].text == "Which of these does your own department want to reach?"
    assert (asked[0].right, asked[1].right) == (more.speed.pk, more.company.pk)
    assert all(one.right in dict(one.options) for one in asked)


def test_only_the_number_of_right_answers_is_kept(world: World, more: Goals) -> None:
    right = [one.right for one in questions_for(world.mei, more.quarter, TODAY.date())]
    answer_check(world.mei, more.quarter, answers=[right[0], 0, 0])
    kept = answer_check(world.mei, more.quarter, answers=right)
    assert (kept.right, kept.asked, UnderstandingCheck.objects.count()) == (3, 3, 1)
    with pytest.raises(Invalid):
        answer_check(world.mei, more.quarter, answers=right[:2])
    with pytest.raises(Refused):
        answer_check(world.aldo, more.quarter, answers=right)


def test_too_few_goals_ask_nothing(world: World, goals: Goals) -> None:
    with pytest.raises(Conflict) as few:
        answer_check(world.mei, goals.quarter, answers=[1, 2, 3])
    assert few.value.code == "too_few"


def test_units_under_five_are_not_told() -> None:
    found = shares([("Service", 10, 6), ("Warehouse", 5, 5), ("Board", 4, 0)])
    assert found.units == [Unit("Service", 60), Unit("Warehouse", 100), Unit("Board", None)]
    assert [unit.is_low for unit in found.units] == [True, False, False]
    # The whole would tell of the four by subtraction.
    assert found.whole is None
    assert shares([("Service", 10, 6), ("Warehouse", 5, 5)]).whole == 73
    assert shares([]).whole is None


def test_the_pages(world: World, more: Goals, signed_in: Browser) -> None:
    cem, mei = signed_in(world.cem), signed_in(world.mei)
    kr = add_key_result(world.ada, more.company, title="Customers who order again", unit="%")
    assert "There is no vision yet" in mei.get("/launch/vision/").content.decode()
    assert (
        cem.post("/launch/vision/words/", {"key": "a", "vision": "The fastest help", "number": "0"}).status_code == 302
    )
    ada = signed_in(world.ada)
    assert ada.get(f"/key-results/{kr.pk}/serving/").status_code == 200
    ada.post(f"/key-results/{kr.pk}/serving/", {"key": "b", "text": "Nobody waits."})
    words = mei.get("/launch/vision/").content.decode()
    assert ("The fastest help" in words, "Nobody waits." in words) == (True, True)
    assert mei.get(f"/key-results/{kr.pk}/serving/").status_code == 403
    assert "Three questions" in mei.get("/launch/vision/check/").content.decode()
    right = [one.right for one in questions_for(world.mei, more.quarter, TODAY.date())]
    assert mei.post("/launch/vision/check/", {"key": "c", "answer_1": "1"}).status_code == 422
    body = {f"answer_{number}": value for number, value in enumerate(right, 1)}
    assert "Right: 3 of 3." in mei.post("/launch/vision/check/", {"key": "d", **body}, follow=True).content.decode()
