"""The count of questions that the data could answer."""

from denyut.assistant.models import Question
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.deeds import deed


@deed("assistant.count_question")
def count_question(actor: Person, *, room: int, kind: str, is_answered: bool) -> Question:
    """Note that a question of this kind was asked in a room (its id), and whether it was answered. Its words are not kept."""
    return Question.objects.create(person=actor, room_id=room, kind=kind, is_answered=is_answered, at=clock.now())
