"""Saying something over REST, past Django: what programs do most often. It answers to the letter as the operation `say` does."""

import json
import re
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from denyut.chat.actions import say
from denyut.chat.models import Line, Room
from denyut.chat.rules import has_seat
from denyut.lib.prepared import Prepared, fields_of, made
from denyut.live.quick import DOORS, Answer, Asked, Quick, TakeTheLongWay, Told, Work
from denyut.people.models import AccessToken, Person
from denyut.people.tokens import digest_of
from denyut.spine.events import Via
from denyut.talk.listening import Said, heard

KEY_LETTERS = 200
PATH = re.compile(r"/api/v1/rooms/([0-9]{1,18})/messages")
# Who sends one of these wants another answer, or another language.
UNHEARD = {b"accept-language", b"cookie", b"if-match", b"if-none-match", b"if-modified-since", b"if-unmodified-since"}
# Everything that a deed may be given is part of what its idempotency key stands for.
NOTHING_BESIDE: dict[str, Any] = {
    "thread": None,
    "quoted": None,
    "must_confirm": False,
    "uploads": (),
    "is_shown_in_room": False,
}
HEADERS = [
    (b"content-type", b"application/json; charset=utf-8"),
    (b"cache-control", b"private, no-cache"),
    (b"vary", b"Accept-Language, Authorization, Cookie, Accept-Encoding"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
]

_callers = Prepared(
    lambda digest: (
        Person.objects.filter(
            pk__in=AccessToken.objects.filter(digest=digest, ended_at=None).values("person"), is_active=True
        )
        .order_by()
        .values_list(*fields_of(Person))
    )
)
_rooms = Prepared(lambda pk: Room.objects.filter(pk=pk).order_by().values_list(*fields_of(Room)))


def reads(asked: Asked) -> tuple[Work, Answer]:
    """Plain words of a program with an access token, and nothing beside them. Raises TakeTheLongWay for all else."""
    secret, key, text = _secret(asked.headers), asked.headers.get(b"idempotency-key", b""), _text(asked.content)
    if len(key) > KEY_LETTERS:
        raise TakeTheLongWay
    return partial(_say, secret, asked.numbers[0], key.decode("latin-1"), text), _told


def _secret(headers: dict[bytes, bytes]) -> str:
    scheme, _space, secret = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    if scheme.lower() != "bearer" or not UNHEARD.isdisjoint(headers):
        raise TakeTheLongWay
    return secret.strip()


def _text(content: bytes) -> str:
    given: Any = json.loads(content)
    text = given.get("text") if isinstance(given, dict) and len(given) == 1 else None
    if not isinstance(text, str) or "\x00" in text or text.strip()[:1] in ("", "/"):
        raise TakeTheLongWay
    return text.strip()


def _say(secret: str, room: int, key: str, text: str) -> tuple[Person, Line]:
    callers, rooms = _callers(digest_of(secret)), _rooms(room)
    if not callers or not rooms:
        raise TakeTheLongWay
    caller, place = made(Person, callers[0]), made(Room, rooms[0])
    if place.kind != Room.RoomKind.OPEN and not has_seat(caller, place):
        raise TakeTheLongWay
    line = say.via(Via("rest", key, f"room:{place.pk}"))(caller, place, text=text, **NOTHING_BESIDE)
    if line is None or line.edition or line.replies or line.facts:
        raise TakeTheLongWay  # it was said before, and is no longer as it was
    return caller, line


def _told(done: tuple[Person, Line]) -> Told:
    caller, line = done
    message = {
        "id": line.pk,
        "room": line.room_id,
        "author": line.author_id,
        "as_name": line.as_name,
        "kind": str(line.kind),
        "text": line.text,
        "facts": line.facts,
        "thread": None,
        "quoted": None,
        "must_confirm": False,
        "replies": line.replies,
        "reactions": [],
        "is_pinned": False,
        "said_at": line.said_at,
        "edited_at": None,
        "recalled_at": None,
    }
    content = json.dumps({"message": message, "made": None, "help": []}, cls=DjangoJSONEncoder).encode()
    headers = [*HEADERS, (b"content-language", caller.language.encode())]
    return Told(201, headers, content, partial(_hear, caller, line))


def _hear(caller: Person, line: Line) -> None:
    """Let the listeners hear the line as they do behind Django: in its author's language."""
    with translation.override(caller.language):
        heard(Said(caller, line.room_id, line.pk, line.text, "rest"))


DOORS.append(Quick(PATH, reads))
