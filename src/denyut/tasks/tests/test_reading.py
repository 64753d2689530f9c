from datetime import UTC, date, datetime

import pytest
import time_machine

from denyut.people.models import Person
from denyut.tasks.reading import read_day, read_task
from tests.goals import Goals
from tests.world import World

pytestmark = [pytest.mark.django_db]
NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _wednesday() -> object:
    with time_machine.travel(NOON, tick=False):
        yield


def test_a_line_says_who_when_and_what_for(world: World, goals: Goals) -> None:
    said = read_task(world.mei, f"Call Budi tomorrow {goals.median.label} @Bo")
    assert (said.title, said.due_on, said.key_result, said.owner) == (
        "Call Budi",
        date(2026, 11, 26),
        goals.median,
        world.bo,
    )


@pytest.mark.parametrize(
    ("text", "title", "who"),
    [
        ("Ask @Bo Santoso, then wait", "Ask then wait", "bo"),
        ("@dora count boxes", "count boxes", "dora"),
        ("write to mei@example.com", "write to mei@example.com", None),
        ("@Nobody there", "@Nobody there", None),
        ("@Robo run", "@Robo run", None),
    ],
)
def test_people_are_named_in_words(world: World, text: str, title: str, who: str | None) -> None:
    said = read_task(world.mei, text)
    assert (said.title, said.owner) == (title, getattr(world, who) if who else None)


def test_a_person_is_named_by_number(world: World) -> None:
    said = read_task(world.mei, f"Ask @Bo Santoso#{world.bo.pk} now")
    assert (said.title, said.owner) == ("Ask now", world.bo)


def test_a_goal_that_is_not_seen_stays_a_word(world: World, goals: Goals) -> None:
    goals.speed.visibility = "private"
    goals.speed.save()
    said = read_task(world.dora, f"Help {goals.median.label}")
    assert (said.title, said.key_result) == (f"Help {goals.median.label}", None)


@pytest.mark.parametrize(("words", "day"), [("Fri", date(2026, 11, 27)), ("1 Dec", date(2026, 12, 1)), ("soon", None)])
def test_a_day_is_read_in_words(mei: Person, words: str, day: date | None) -> None:
    assert read_day(mei, words) == day
