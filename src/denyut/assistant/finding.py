"""Which goals a message is about: those it names, those its room keeps in sight, those of its reader."""

from denyut.assistant.goals import KEY_RESULT, find_key_results, key_result_named
from denyut.chat.models import Line, RoomGoal
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.talk.references import Reference, named_in

OFFERED = 40


def goals_about(viewer: Person, line: Line) -> list[Reference]:
    """Key results that a line may be about, the likeliest first, as far as the viewer sees them. Three queries."""
    named = [one.number for one in named_in(line.text) if one.kind == KEY_RESULT]
    kept = list(RoomGoal.objects.filter(room=line.room_id, kind=KEY_RESULT).values_list("number", flat=True))
    found = find_key_results(viewer, [*named, *kept])
    first = [found[number] for number in dict.fromkeys([*named, *kept]) if number in found]
    running = KeyResult.objects.visible_to(viewer).alive().filter(objective__cycle__closed_at=None)
    own = [*running.filter(owner=viewer)[:OFFERED]]
    room = line.room.department_id
    if len(own) < OFFERED and room is not None:
        own += running.filter(objective__department=room).exclude(owner=viewer)[: OFFERED - len(own)]
    return list({one.number: one for one in [*first, *map(key_result_named, own)]}.values())
