"""What waits for a person: messages and calls to confirm, proposals, asks and challenges to answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from denyut.alignment.rows.desk import Heap, desk_of
from denyut.chat.mentions import readable
from denyut.chat.models import Call, Confirmation, Room
from denyut.chat.rows import address_of
from denyut.people.faces import Face, face_of
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.rhythm.asking import Asked, Stands, asked_of
from denyut.spine import clock

LETTERS = 240


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits. `confirm_url` is there for what can be confirmed on the spot."""

    face: Face
    sentence: str
    about: str
    url: str
    at: datetime
    confirm_url: str = ""


def waiting_for(viewer: Person) -> list[Waiting]:
    """What waits for somebody's confirmation, calls first. Two queries."""
    return [*_calls(viewer), *_confirmations(viewer)]


def check_ins_due(viewer: Person) -> list[Waiting]:
    """The key results for which a check-in of the viewer's is due or late, the most urgent first. Nine queries at most."""
    asked = asked_of(viewer, clock.now())
    return [_due(one) for one in asked if one.stands in (Stands.DUE, Stands.LATE)]


def desk_heap(viewer: Person) -> Heap:
    """What waits for their answer on the desk of alignment."""
    return desk_of(viewer, get_language() or "en", company_now()).yours


def _due(one: Asked) -> Waiting:
    kr = one.kr
    sentence = (
        _("The check-in of %(label)s is late") if one.stands is Stands.LATE else _("The check-in of %(label)s is due")
    )
    url = reverse("okr:key_result", args=[kr.pk])
    return Waiting(face_of(kr.owner), sentence % {"label": kr.label}, kr.title, url, one.slot.at)


def _calls(viewer: Person) -> Iterator[Waiting]:
    calls = Call.objects.filter(person=viewer, confirmed_at=None, times__gt=0, ding__cancelled_at=None)
    for call in calls.select_related("ding__by").order_by("-called_at"):
        ding = call.ding
        url = reverse("chat:room", args=[ding.room_id]) if ding.room_id else reverse("chat:dings")
        sentence = _("%(actor)s calls you urgently") % {"actor": ding.by.name}
        confirm = reverse("chat:ding_confirm", args=[ding.pk])
        yield Waiting(face_of(ding.by), sentence, ding.text, url, call.called_at or ding.at, confirm)


def _confirmations(viewer: Person) -> Iterator[Waiting]:
    asked = Confirmation.objects.filter(person=viewer, confirmed_at=None, line__recalled_at=None)
    for one in (
        asked.filter(line__room__in=Room.objects.visible_to(viewer)).select_related("line__author").order_by("-id")
    ):
        line = one.line
        sentence = _("%(actor)s asks you to confirm a message") % {"actor": line.author.name}
        confirm = reverse("chat:confirm", args=[line.pk])
        words = readable(line.text)[:LETTERS]
        yield Waiting(face_of(line.author), sentence, words, address_of(line), one.asked_at, confirm)
