"""What people said in the rooms, the check-ins they made there, and how far each has read."""

from decimal import Decimal
from functools import partial
from zlib import crc32

from django.utils import translation

from denyut.chat.actions import mark_read
from denyut.chat.door import receive
from denyut.chat.models import Line, Room
from denyut.demo import shapes
from denyut.demo.load.goals import reports_of
from denyut.demo.load.scene import Happening, Scene
from denyut.demo.load.times import WEEK
from denyut.demo.proof import mentions
from denyut.lib.numbers import format_number

UNREAD_AT_MOST = 4


def talk(scene: Scene) -> list[Happening]:
    """Every line, and every check-in made by command."""
    return [
        Happening(scene.said_at(message), partial(_speak, scene, message), is_heard=message.kind == "command")
        for message in scene.company.messages
    ]


def leave_unread(scene: Scene) -> None:
    """Let everybody read every other room of theirs to its end, and all but the last few lines of the rest."""
    for place, person in enumerate(scene.people.values()):
        for n, room in enumerate(Room.objects.of(person).order_by("name"), start=place):
            lines = Line.objects.filter(room=room).order_by("-id").values_list("id", flat=True)
            newest = list(lines[: UNREAD_AT_MOST + 1])
            left = 1 + crc32(f"{person.email} {room.name}".encode()) % UNREAD_AT_MOST if n % 2 else 0
            if left < len(newest):
                mark_read(person, room, to=newest[left])


def _speak(scene: Scene, message: shapes.Message) -> None:
    author = scene.colleague(message.author)
    text = _command(scene, message, author) if message.kind == "command" else _line(scene, message, author)
    if text:
        # A number in a command is read in the language of whoever types it.
        with translation.override(author.language):
            receive(scene.people[author.key], scene.rooms[message.room], text, key="")


def _line(scene: Scene, message: shapes.Message, author: shapes.Person) -> str:
    """The text with the numbers of that day, as the author writes numbers. Units stand in the text."""
    named = {*mentions(message.text)}
    known = {kr.key: scene.known.get(kr.key, kr.baseline) for kr in _key_results(scene) if kr.key in named}
    return message.text.format_map({key: _number(value, author) for key, value in known.items()})


def _command(scene: Scene, message: shapes.Message, author: shapes.Person) -> str:
    """The line a person types; empty when the key result was never reported, since a note alone explains no number."""
    if message.key_result not in scene.known:
        return ""
    value = scene.known[message.key_result] = _value_for(scene, message)
    return f"/checkin {scene.key_results[message.key_result].label} {_number(value, author)} {message.text}"


def _value_for(scene: Scene, message: shapes.Message) -> Decimal:
    """What the report of this week will say, if that was made; else what is known."""
    said_at = scene.said_at(message)
    kr = next(kr for kr in _key_results(scene) if kr.key == message.key_result)
    coming = (report for report in reports_of(scene, "current", kr) if said_at < report.at < said_at + WEEK)
    report = next(coming, None)
    return report.check_in.value if report else scene.known[kr.key]


def _key_results(scene: Scene) -> list[shapes.KeyResult]:
    return [kr for objective in scene.company.objectives_of("current") for kr in objective.key_results]


def _number(value: Decimal, author: shapes.Person) -> str:
    return format_number(value.normalize(), author.language)
