"""Marks: one message a second for each topic, whoever moved, and nothing kept."""

import json

from denyut.live import whereabouts
from denyut.live.marks import Marks


def heard(marks: Marks, topic: str) -> list[list[int]]:
    words = marks.take(topic).decode().partition("data: ")[2]
    return json.loads(words)["seats"]


def test_many_moves_are_told_once_with_the_newest_of_each() -> None:
    marks, told = Marks(), []
    marks.told = told.append
    for mark in ([1, 5], [2, 6], [1, 7]):
        marks.move("room:7", mark)
    assert told == ["room:7"]
    assert heard(marks, "room:7") == [[1, 7], [2, 6]]
    assert heard(marks, "room:7") == []


def test_topics_do_not_mix_and_the_next_second_is_told_again() -> None:
    marks, told = Marks(), []
    marks.told = told.append
    marks.move("room:7", [1, 5])
    marks.move("room:8", [1, 6])
    assert heard(marks, "room:7") == [[1, 5]]
    marks.move("room:7", [1, 8])
    assert told == ["room:7", "room:8", "room:7"]


def test_what_another_process_says_is_taken_in() -> None:
    whereabouts.hear(json.dumps({"from": "elsewhere", "topic": "room:9", "mark": [3, 4]}))
    assert heard(whereabouts.marks, "room:9") == [[3, 4]]
    whereabouts.hear(json.dumps({"from": whereabouts.HERE, "topic": "room:9", "mark": [3, 5]}))
    assert heard(whereabouts.marks, "room:9") == []
