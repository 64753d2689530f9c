"""Whom a command calls: "/ding @Mei Lin, @Bo Santoso …" with its names turned into numbers, so that they are one word."""

import re

from denyut.chat.mentions import TOKEN, called_in
from denyut.chat.models import Room

COMMAND = re.compile(r"/ding\s+(?=@)", re.IGNORECASE)
HERE = re.compile(r"@(?:room|all)(?!\w)", re.IGNORECASE)
BETWEEN = re.compile(r"[\s,،、，;]*")
EVERYBODY = "@room"


def numbered(room: Room, text: str) -> str:
    """The same command with the names it begins with as numbers ("/ding 4,5 …"); any other text as it is."""
    command = COMMAND.match(text)
    if command is None:
        return text
    called = called_in(room, text)
    people, place = set[int](), command.end()
    while found := TOKEN.match(called.text, place) or HERE.match(called.text, place):
        kind = found.groupdict().get("mark")
        if kind is None:
            return f"/ding {EVERYBODY} {called.text[found.end() :].lstrip()}"
        key = ("department" if kind else "person", int(found["number"]))
        people |= called.people.get(key, set())
        between = BETWEEN.match(called.text, found.end())
        place = between.end() if between else found.end()
    return f"/ding {','.join(map(str, sorted(people)))} {called.text[place:]}" if people else text
