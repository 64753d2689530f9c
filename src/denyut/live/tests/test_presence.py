import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.live import presence as module
from denyut.live.presence import GRACE, LASTS, PAGES_EACH, SWEPT_EVERY, Presence, Sign

MEI = Sign("room:7", "m1", 1, "s-mei", 1, "Mei Lin", "ML", 3)
BO = Sign("room:7", "b1", 1, "s-bo", 2, "Bo Santoso", "BS", 5)


class Story:
    """Presence with a clock that the test moves; `told` are the topics that changed, in order."""

    def __init__(self) -> None:
        self.time, self.told = 0.0, list[str]()
        self.presence = Presence(lambda: self.time)
        self.presence.told = self.told.append

    def hears(self, *signs: Sign) -> None:
        for sign in signs:
            self.presence.hear(sign)

    def waits(self, seconds: float) -> None:
        self.time += seconds
        self.presence.sweep()

    def shown(self, topic: str = "room:7") -> list[tuple[Any, Any]]:
        return [(words["name"], words["field"]) for words in self.presence.people(topic)]


@pytest.fixture
def story() -> Story:
    return Story()


def test_people_are_shown_in_the_order_in_which_they_came(story: Story) -> None:
    story.hears(MEI, BO, replace(MEI, turn=2, field="title"))
    assert story.shown() == [("Mei Lin", "title"), ("Bo Santoso", "")]
    assert story.shown("room:8") == []
    assert story.told == ["room:7"] * 3


def test_a_sign_that_says_nothing_new_prolongs_and_tells_nobody(story: Story) -> None:
    story.hears(MEI)
    story.waits(LASTS - 1)
    story.hears(replace(MEI, turn=2))
    story.waits(LASTS - 1)
    assert (story.shown(), story.told) == ([("Mei Lin", "")], ["room:7"])


def test_whoever_is_silent_for_too_long_is_gone(story: Story) -> None:
    story.hears(MEI)
    story.time += LASTS
    assert story.shown() == []
    story.presence.sweep()
    assert story.told == ["room:7", "room:7"]
    assert _is_empty(story.presence)


def test_sweeping_looks_once_a_second(story: Story) -> None:
    story.hears(MEI)
    story.waits(LASTS - SWEPT_EVERY / 2)
    story.waits(SWEPT_EVERY / 2)
    assert story.told == ["room:7"]
    story.waits(SWEPT_EVERY / 2)
    assert story.told == ["room:7", "room:7"]


def test_a_page_that_is_left_is_gone_at_once_and_a_late_sign_does_not_bring_it_back(story: Story) -> None:
    story.hears(MEI, replace(MEI, turn=3, is_over=True), replace(MEI, turn=2, field="title"))
    assert (story.shown(), story.told) == ([], ["room:7", "room:7"])
    story.waits(GRACE)
    assert story.told == ["room:7", "room:7"]
    assert _is_empty(story.presence)


def test_a_page_that_comes_back_is_shown_again(story: Story) -> None:
    story.hears(MEI, replace(MEI, turn=2, is_over=True), replace(MEI, turn=3))
    assert story.shown() == [("Mei Lin", "")]


def test_a_person_with_two_pages_is_shown_once_in_the_field_of_either(story: Story) -> None:
    story.hears(replace(MEI, field="title"), replace(MEI, page="m2"), BO)
    assert story.shown() == [("Mei Lin", "title"), ("Bo Santoso", "")]
    story.hears(replace(MEI, turn=2), replace(MEI, page="m2", turn=2, field="unit"))
    assert story.shown() == [("Mei Lin", "unit"), ("Bo Santoso", "")]


def test_pages_without_a_stream_are_gone_soon_unless_they_speak(story: Story) -> None:
    other = replace(MEI, session="s-phone", page="m9", topic="room:8")
    story.hears(MEI, replace(MEI, page="m2", topic="room:8"), other)
    assert story.presence.topics_of("s-mei") == {"room:7", "room:8"}
    story.presence.lose("s-mei", {"room:7"})
    story.waits(GRACE)
    assert (story.shown(), story.shown("room:8")) == ([], [("Mei Lin", "")])
    assert story.presence.topics_of("s-mei") == {"room:8"}
    story.presence.lose("s-mei", {"room:8"})
    story.hears(replace(MEI, page="m2", topic="room:8", turn=2))
    story.waits(GRACE)
    assert story.shown("room:8") == [("Mei Lin", "")]
    story.presence.lose("unknown", {"room:8"})


def test_the_oldest_of_too_many_pages_makes_room(story: Story) -> None:
    story.hears(*(replace(MEI, page=f"m{n}", topic=f"room:{n}") for n in range(PAGES_EACH + 1)))
    assert story.presence.topics_of("s-mei") == {f"room:{n}" for n in range(1, PAGES_EACH + 1)}
    assert story.told[-2:] in (["room:0", f"room:{PAGES_EACH}"], [f"room:{PAGES_EACH}", "room:0"])


def test_a_full_house_takes_nobody_else_and_keeps_those_it_has(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGES_AT_MOST", 1)
    story.hears(MEI, BO, replace(MEI, turn=2, field="title"))
    assert story.shown() == [("Mei Lin", "title")]


def test_a_crowd_is_cut_short(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHOWN_AT_MOST", 1)
    story.hears(MEI, BO)
    assert story.shown() == [("Mei Lin", "")]


def test_the_frame_is_an_event_of_its_own_without_a_number(story: Story) -> None:
    story.hears(replace(MEI, name="Mei\nLin\u2028", field="title"))
    event, data = story.presence.frame("room:7").decode().removesuffix("\n\n").split("\n")
    assert event == "event: presence"
    assert json.loads(data.removeprefix("data: ")) == {
        "topic": "room:7",
        "people": [{"id": 1, "name": "Mei\nLin\u2028", "initials": "ML", "hue": 3, "field": "title"}],
    }


SIGNS = st.builds(
    lambda person, page, topic, turn, over: Sign(
        f"room:{topic}", f"p{page}", turn, f"s{person}", person, "Somebody", "S", 1, "", over
    ),
    *(st.integers(1, 3) for _ in range(3)),
    st.integers(0, 9),
    st.booleans(),
)


@given(st.lists(st.tuples(SIGNS, st.floats(0, LASTS)), max_size=40))
def test_nothing_is_left_behind_whatever_happened(steps: list[tuple[Sign, float]]) -> None:
    story = Story()
    for sign, seconds in steps:
        story.hears(sign)
        story.waits(seconds)
    story.waits(LASTS + SWEPT_EVERY)
    assert _is_empty(story.presence)


def _is_empty(presence: Presence) -> bool:
    memories: list[Callable[[], int]] = [presence._signs.__len__, presence._until.__len__, presence._of.__len__]
    return not any(size() for size in memories)
