"""What a message suggests as a task: its words, who should do it, which number it moves, by when."""

from dataclasses import dataclass
from datetime import date

from denyut.chat.mentions import readable
from denyut.chat.models import Line, Mention, RoomGoal
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.tasks.reading import key_result_named, read_task

SHOWN = 120
OFFERED = 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A task as a message suggests it; what is longer than a title becomes its `notes`."""

    title: str
    notes: str
    owner: Person
    due_on: date | None
    key_result: KeyResult | None


def suggested(viewer: Person, line: Line) -> Suggestion:
    """What to fill the form with: whoever is mentioned first else the author does it, for the goal named else one that the room keeps."""
    text = readable(line.text)
    first, _break, _rest = text.strip().partition("\n")
    said = read_task(viewer, first)
    title = said.title or first
    is_whole = len(title) <= SHOWN and first == text.strip()
    mentioned = Mention.objects.filter(line=line, person__is_active=True, person__is_bot=False).select_related("person")
    named = mentioned.first()
    author = line.author if line.author.is_active and not line.author.is_bot else viewer
    return Suggestion(
        title=title if len(title) <= SHOWN else f"{title[: SHOWN - 1].rstrip()}…",
        notes="" if is_whole else text.strip(),
        owner=(named.person if named and named.person else None) or said.owner or author,
        due_on=said.due_on,
        key_result=key_result_named(viewer, line.text) or _of_room(viewer, line),
    )


def offered(viewer: Person, line: Line | None = None) -> list[KeyResult]:
    """Key results to choose from: those the room keeps in sight, then the viewer's own of the cycles that run. Two queries."""
    alive = KeyResult.objects.visible_to(viewer).alive().filter(objective__cycle__closed_at=None)
    kept = alive.filter(pk__in=_goals(line)) if line is not None else alive.none()
    own = alive.filter(owner=viewer)
    found = {kr.pk: kr for kr in [*kept[:OFFERED], *own[:OFFERED]]}
    return list(found.values())


def _of_room(viewer: Person, line: Line) -> KeyResult | None:
    kept = KeyResult.objects.visible_to(viewer).alive().filter(pk__in=_goals(line)[:1])
    return kept.select_related("objective", "owner").first()


def _goals(line: Line) -> list[int]:
    goals = RoomGoal.objects.filter(room=line.room_id, kind="key_result")
    return list(goals.values_list("number", flat=True)[:OFFERED])
