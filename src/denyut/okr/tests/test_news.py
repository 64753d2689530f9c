"""A check-in as rooms tell it, and what the log keeps of it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from denyut.okr.actions import change_objective, check_in, retype_key_result
from denyut.okr.feed import feed_of
from denyut.okr.fragments import draw_check_in_cards
from denyut.okr.models import CheckIn, KeyResult, Objective
from denyut.okr.news import news_of
from denyut.okr.rows import rows_of
from denyut.spine.models import Event
from tests.goals import TODAY, Goals
from tests.world import World

D = Decimal


@pytest.fixture(autouse=True)
def traveller():
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def test_the_log_keeps_neither_title_nor_unit(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(24), note="queue is flowing")
    facts = Event.objects.get(verb="okr.checked_in").facts
    assert not {"title", "unit", "note"} & set(facts)
    assert not [words for words in ("Median", "min", "queue") if words in str(facts)]


def test_a_check_in_is_told_with_what_it_changed(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(24))
    said = check_in(world.mei, goals.median, value=D("21.5"), confidence=70, note="<b>faster</b>")
    (news,) = news_of([said.pk], "id")
    assert (news.label, news.title, plain(news.before), plain(news.value), news.confidence) == (
        goals.median.label,
        "Median first response",
        "24 min",
        "21,5 min",
        70,
    )
    drawn = plain(draw_check_in_cards([said.pk])[said.pk])
    assert all(words in drawn for words in ("<s>24 min</s>", "21.5 min", 'width="70"', "&lt;b&gt;faster"))


def test_a_new_name_is_told_everywhere_and_an_old_unit_stays(world: World, goals: Goals) -> None:
    said = check_in(world.mei, goals.median, value=D(24))
    KeyResult.objects.filter(pk=goals.median.pk).update(title="Median reply")
    retype_key_result(
        world.mei, goals.median, kind="metric", unit="h", baseline=D(1), target=D("0.3"), reason="data_error"
    )
    now = check_in(world.mei, goals.median, value=D("0.5"))
    assert [(one.title, plain(one.value)) for one in news_of([said.pk, now.pk], "en")] == [
        ("Median reply", "0.5 h"),
        ("Median reply", "24 min"),
    ]


def test_a_private_goal_is_no_news_and_what_was_taken_back_says_so(world: World, goals: Goals) -> None:
    said = check_in(world.mei, goals.median, value=D(24))
    change_objective(world.mei, goals.speed, title="Answer 40% faster", department=world.service, visibility="private")
    assert draw_check_in_cards([said.pk]) == {}
    CheckIn.objects.all().delete()
    assert "was taken back" in draw_check_in_cards([said.pk])[said.pk]


def test_the_feed_names_values_in_their_units_and_reads_older_events(
    world: World, goals: Goals, traveller: Any
) -> None:
    check_in(world.mei, goals.median, value=D(24))
    traveller.move_to(TODAY + timedelta(hours=1))
    old = Event.objects.get(verb="okr.checked_in")
    objective = Objective.objects.select_related("cycle", "owner", "department").get(pk=goals.speed.pk)

    def told() -> str:
        rows = rows_of([objective], language="en", moment=TODAY)[objective.pk].key_results
        return plain(next(one.sentence for one in feed_of(objective, rows, "en") if "set KR" in one.sentence))

    assert told() == f"Mei Lin set {goals.median.label} to 24 min"
    KeyResult.objects.filter(pk=goals.median.pk).update(unit="h", segment=2)
    assert told() == f"Mei Lin set {goals.median.label} to 24"
    Event.objects.filter(pk=old.pk).update(facts={**old.facts, "unit": "min"})
    assert told() == f"Mei Lin set {goals.median.label} to 24 min"
