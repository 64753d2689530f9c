"""What stands in the rooms on the day one looks: goals in sight, reactions, a poll, the week's tasks."""

from datetime import timedelta
from typing import Any
from zlib import crc32

from denyut.chat.actions import cast_vote, keep_in_sight, make_poll, react
from denyut.chat.models import Line, Room
from denyut.demo.content import FOLDER
from denyut.demo.files import read_toml
from denyut.demo.load.scene import Scene
from denyut.okr.models import KeyResult
from denyut.people.models import Person, Role
from denyut.people.models.person import PersonQuerySet
from denyut.tasks.actions import add_task

IN_SIGHT, LOOKED_AT = 3, 14
EMOJI = ("👍", "🎉", "❤️", "👀")


def liven(scene: Scene) -> None:
    """Let the rooms look as rooms do in which people work. A company whose people are others has only goals in sight."""
    for room in Room.objects.exclude(department=None):
        _keep_goals(room)
    for room in Room.objects.all():
        _react(room)
    content = read_toml(FOLDER / "living.toml")
    for words in content["task"]:
        if {words["by"], words["owner"]} <= scene.people.keys() and words["goal"] in scene.key_results:
            _plan(scene, words)
    if content["poll"]["room"] in scene.rooms and content["poll"]["by"] in scene.people:
        _ask(scene, content["poll"])


def _keep_goals(room: Room) -> None:
    seated = _hands(room).first()
    own = KeyResult.objects.filter(objective__department=room.department, objective__cycle__closed_at=None).counted()
    for kr in own.order_by("objective__position", "position", "id")[:IN_SIGHT]:
        if seated is not None and kr.objective.is_open:
            keep_in_sight(seated, room, kind="key_result", number=kr.pk)


def _react(room: Room) -> None:
    """Some of the newest lines please somebody who did not write them."""
    people = list(_hands(room)[:12])
    said = Line.objects.filter(room=room, kind=Line.LineKind.TALK).order_by("-id")[:LOOKED_AT]
    for line in said:
        chance = crc32(line.text.encode())
        for person in people[chance % 5 : chance % 5 + chance % 3]:
            if person.pk != line.author_id:
                react(person, line, emoji=EMOJI[chance % len(EMOJI)], is_wanted=True)


def _hands(room: Room) -> PersonQuerySet:
    """Who sits in the room and does things there: an auditor only reads."""
    return Person.objects.colleagues().filter(seats__room=room).exclude(role=Role.AUDITOR).order_by("id")


def _plan(scene: Scene, words: dict[str, Any]) -> None:
    add_task(
        scene.people[words["by"]],
        title=scene.words(words["title"]),
        owner=scene.people[words["owner"]],
        due_on=scene.almanac.today + timedelta(days=words["due"]),
        key_result=scene.key_results[words["goal"]],
    )


def _ask(scene: Scene, words: dict[str, Any]) -> None:
    asker, room = scene.people[words["by"]], scene.rooms[words["room"]]
    options = words["options"].get(scene.language, words["options"]["id"])
    poll = make_poll(asker, room, question=scene.words(words["question"]), options=options)
    for who, option in words["votes"]:
        if who in scene.people:
            cast_vote(scene.people[who], poll, option=option)
