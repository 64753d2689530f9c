"""Where much is said and little comes of it: rooms by messages for each thing that came out of them. Counts only."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.assistant.models import Question, Takeaway
from denyut.benefits.crew import is_small
from denyut.chat.models import Line, Mention, Room
from denyut.people.models import Person
from denyut.spine import clock
from denyut.tasks.models import Task

SPAN, MESSAGES_AT_LEAST = timedelta(weeks=4), 10
MANY, LOUD, CALLS, REPEATS, VOICES = 60, 25, 3, 3, 8
AGAIN_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class RoomNoise:
    """A room in four weeks: messages, what came of them (tasks, check-ins, things kept), questions asked again, calls to everybody."""

    id: int
    name: str
    messages: int
    outcomes: int
    repeats: int
    calls: int
    voices: int

    @property
    def ratio(self) -> float:
        """Messages for each outcome; a room without any counts as if it had one."""
        return self.messages / max(self.outcomes, 1)

    def advice(self) -> list[str | Promise]:
        """What might help, the most telling first."""
        found: list[tuple[bool, str | Promise]] = [
            (self.ratio >= LOUD and self.voices >= VOICES, _("Split it: move one topic into a room of its own.")),
            (self.ratio >= LOUD and self.messages >= MANY, _("Sum it up: keep decisions and tasks from the talk.")),
            (self.repeats >= REPEATS, _("Pin the answer: the same is asked again and again.")),
            (self.calls >= CALLS, _("Call fewer people: name a department instead of everybody.")),
        ]
        return [words for applies, words in found if applies]


def noise_of(viewer: Person) -> list[RoomNoise]:
    """The named rooms that the viewer finds, with five people and ten messages and more, the noisiest first. Seven queries."""
    since = clock.now() - SPAN
    seen = Room.objects.visible_to(viewer).filter(kind__in=(Room.RoomKind.OPEN, Room.RoomKind.CLOSED), archived_at=None)
    rooms = seen.annotate(people=Count("seats")).in_bulk()
    said = Line.objects.filter(room__in=rooms, said_at__gte=since)
    talk = said.filter(kind=Line.LineKind.TALK).order_by().values("room")
    counted = {row["room"]: row for row in talk.annotate(n=Count("pk"), voices=Count("author", distinct=True))}
    outcomes, repeats, calls = outcomes_since(since), repeats_since(since), _calls(said)
    found = [
        RoomNoise(pk, room.name, counted[pk]["n"], outcomes[pk], repeats[pk], calls[pk], counted[pk]["voices"])
        for pk, room in rooms.items()
        if pk in counted and counted[pk]["n"] >= MESSAGES_AT_LEAST and not is_small(room.people)  # type: ignore[attr-defined]
    ]
    return sorted(found, key=lambda room: (-room.ratio, -room.messages, room.name))


def outcomes_since(since: datetime) -> Counter[int]:
    """What came out of each room since a moment: tasks, check-ins told, and what was kept. Three queries."""
    tasks = Task.objects.filter(room__isnull=False, made_at__gte=since).order_by().values_list("room", flat=True)
    kept = Takeaway.objects.filter(room__isnull=False, at__gte=since).order_by().values_list("room", flat=True)
    told = Line.objects.filter(said_at__gte=since).exclude(kind=Line.LineKind.TALK).order_by()
    return Counter([one for one in (*tasks, *kept, *told.values_list("room", flat=True)) if one is not None])


def repeats_since(since: datetime) -> Counter[int]:
    """How often a question of one kind was asked in a room less than a week after the last one. One query."""
    last: dict[tuple[int, str], datetime] = {}
    found: Counter[int] = Counter()
    for room, kind, at in Question.objects.filter(at__gte=since).order_by("at").values_list("room", "kind", "at"):
        before = last.get((room, kind))
        found[room] += before is not None and at - before <= AGAIN_WITHIN
        last[room, kind] = at
    return found


def _calls(said: QuerySet[Line]) -> Counter[int]:
    naming = Mention.objects.filter(kind="everybody", line__in=said.values("pk")).order_by()
    return Counter(room for room, _line in naming.values_list("line__room", "line").distinct())
