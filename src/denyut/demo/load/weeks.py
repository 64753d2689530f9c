"""What people wrote into their weeks, how these felt, and whether they believe that leaders follow the goals."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial
from typing import Any

from denyut.demo.content import FOLDER
from denyut.demo.files import read_toml
from denyut.demo.load.scene import Happening, Scene
from denyut.rhythm.actions import add_item, answer_trust, attend, file_week, finish_item, say_mood, write_output
from denyut.rhythm.models import Ritual
from denyut.rhythm.mondays import A_WEEK, monday_of

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
WRITING, NOON, DONE, FEELING = time(11), time(12), time(15), time(16, 30)
FRIDAY, MID_MONTH = 4 * DAY, 14 * DAY


def weeks(scene: Scene) -> list[Happening]:
    """The last weeks of those people of the content who work in this company, up to the day before one looks."""
    content = read_toml(FOLDER / "weeks.toml")
    known = {person.key for person in scene.company.people}
    lines = [words for words in content["line"] if words["who"] in known]
    moods = {key: said for key, said in content["moods"].items() if key in known}
    trust = {key: said for key, said in content["trust"].items() if key in known}
    meetings = [words for words in content["meeting"] if set(words["people"]) <= known]
    return [*_lines(scene, lines), *_moods(scene, moods), *_trust(scene, trust), *_meetings(scene, meetings)]


def _monday(scene: Scene, weeks_ago: int) -> date:
    """The Monday of a week, counted from the one in which the story's last day lies."""
    return monday_of(scene.almanac.today - DAY) - weeks_ago * A_WEEK


def _lines(scene: Scene, lines: list[dict[str, Any]]) -> Iterator[Happening]:
    for number, words in enumerate(lines):
        at = scene.almanac.at(_monday(scene, words["weeks_ago"]), WRITING)
        yield Happening(at + number * MINUTE, partial(_write, scene, words))


def _write(scene: Scene, words: dict[str, Any]) -> None:
    author = scene.people[words["who"]]
    text = scene.words(words["text"], scene.colleague(words["who"]).language)
    item = add_item(author, words["kind"], text=text, key_result=scene.key_results.get(words.get("goal", "")))
    if words.get("is_done"):
        finish_item(author, item)


def _moods(scene: Scene, moods: dict[str, list[int]]) -> Iterator[Happening]:
    for number, (key, said) in enumerate(moods.items()):
        for weeks_ago, mood in enumerate(said):
            # A week that may still run is not filed yet.
            day = _monday(scene, weeks_ago) + (FRIDAY if weeks_ago else 0 * DAY)
            at = scene.almanac.at(day, FEELING) + number * MINUTE
            yield Happening(at, partial(_feel, scene, key, mood, is_filed=weeks_ago > 0))


def _feel(scene: Scene, key: str, mood: int, *, is_filed: bool) -> None:
    say_mood(scene.people[key], mood=mood)
    if is_filed:
        file_week(scene.people[key])


def _trust(scene: Scene, answers: dict[str, list[int]]) -> Iterator[Happening]:
    for number, (key, said) in enumerate(answers.items()):
        month = scene.almanac.today.replace(day=1)
        for answer in said:
            month = (month - DAY).replace(day=1)
            at = scene.almanac.at(month + MID_MONTH, DONE) + number * MINUTE
            yield Happening(at, partial(_answer, scene, key, answer))


def _answer(scene: Scene, key: str, answer: int) -> None:
    answer_trust(scene.people[key], answer=answer)


def _meetings(scene: Scene, meetings: list[dict[str, Any]]) -> Iterator[Happening]:
    for words in meetings:
        for weeks_ago in words["weeks_ago"]:
            day = _monday(scene, weeks_ago)
            # By noon it has opened wherever these people work.
            yield Happening(scene.almanac.at(day, NOON), partial(_meet, scene, words, day))


def _meet(scene: Scene, words: dict[str, Any], day: date) -> None:
    department = scene.departments.get(words["department"])
    running = Ritual.objects.standing().filter(kind="check_in", department=department, first_on__lte=day)
    ritual = running.filter(cycle__closed_at=None).order_by("-first_on").first()
    if ritual is None or not ritual.is_planned_on(day):
        return
    for key in words["people"]:
        attend(scene.people[key], ritual, day=day)
    first = words["people"][0]
    write_output(scene.people[first], ritual, day=day, output=scene.words(words["output"]))
