"""Which key results somebody may mean: those that a message names, those its room keeps in sight, their own, their department's."""

from denyut.chat.models import Line, RoomGoal
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.talk.references import named_in

KEY_RESULT = "key_result"
OFFERED = 40


def goals_about(viewer: Person, line: Line) -> list[KeyResult]:
    """Key results that a line may be about, the likeliest first, as far as the viewer sees them. Four queries."""
    return _offered(viewer, likely_goals(viewer, line), line.room.department_id)


def goals_of(viewer: Person) -> list[KeyResult]:
    """Key results that somebody may mean, their own first. Two queries."""
    return _offered(viewer, [], viewer.department_id)


def likely_goals(viewer: Person, line: Line) -> list[KeyResult]:
    """The key results that a line names and those that its room keeps in sight, as far as the viewer sees them. Two queries."""
    named = [one.number for one in named_in(line.text) if one.kind == KEY_RESULT]
    kept = list(RoomGoal.objects.filter(room=line.room_id, kind=KEY_RESULT).values_list("number", flat=True))
    found = KeyResult.objects.visible_to(viewer).in_bulk([*named, *kept])
    return [found[number] for number in dict.fromkeys([*named, *kept]) if number in found]


def _offered(viewer: Person, first: list[KeyResult], department: int | None) -> list[KeyResult]:
    running = KeyResult.objects.visible_to(viewer).alive().filter(objective__cycle__closed_at=None)
    own = [*running.filter(owner=viewer)[:OFFERED]]
    if len(own) < OFFERED and department is not None:
        own += running.filter(objective__department=department).exclude(owner=viewer)[: OFFERED - len(own)]
    return list({kr.pk: kr for kr in [*first, *own]}.values())
