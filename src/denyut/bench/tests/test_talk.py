from collections import Counter
from itertools import chain, islice
from random import Random

import pytest

from denyut.bench import seed
from denyut.bench.searching import ways
from denyut.bench.seed.archive import copy, index
from denyut.bench.seed.people import Crew
from denyut.bench.seed.talk import ROOMS, fill, mark, sayings, seat_in_rooms
from denyut.bench.seed.words import VOICES, Voice
from denyut.bench.sizes import Size
from denyut.chat.models import Line, Mention, Reaction, Room
from denyut.lib.tokens import tokenise
from denyut.people.models import Person
from denyut.search.asking import Question
from denyut.search.finding import results
from denyut.search.models import Document

MADE = 700


@pytest.fixture
def crew(db: None) -> Crew:
    return seed.found(Size(people=30, objectives=2, history=1)).crew


def said(crew: Crew, *, times: int = 0) -> list[Line]:
    chance = Random(1)
    rooms = seat_in_rooms(crew.people, chance)
    lines = list(chain.from_iterable(fill(rooms, crew.people, MADE, chance)))
    index(lines)
    copy(lines, rooms, times)
    return lines


def found(viewer: Person, word: str) -> set[int]:
    return {one.number for one in results(viewer, Question(word, tuple(tokenise(word)))).found}


@pytest.mark.parametrize("voice", VOICES, ids=lambda voice: voice.rare)
def test_a_rare_word_is_said_once_in_seven_hundred_messages_of_its_language(voice: Voice) -> None:
    texts = islice(sayings(Random(1)), 2 * 700 * len(VOICES))
    assert sum(voice.rare in text for text in texts) == 2


def test_what_is_copied_is_found_with_the_rights_of_its_new_room(crew: Crew) -> None:
    said(crew, times=2)
    assert Line.objects.filter(room__name__startswith="Ruang").count() == 3 * MADE
    assert Document.objects.filter(kind="message").count() == 3 * MADE
    for viewer in crew.people[:5]:
        for voice in VOICES:
            visible = Line.objects.visible_to(viewer).filter(text__contains=voice.rare)
            assert found(viewer, voice.rare) == set(visible.values_list("pk", flat=True)), voice.rare


def test_copies_stand_in_rooms_of_the_same_kind(crew: Crew) -> None:
    lines = said(crew, times=1)
    copied = Line.objects.filter(pk__gt=lines[-1].pk).select_related("room")
    assert [line.room.kind for line in copied] == [line.room.kind for line in lines]
    assert all(one.room_id != line.room_id for one, line in zip(copied, lines, strict=True))
    assert Counter(Room.objects.filter(name__startswith="Ruang").values_list("kind", flat=True)) == {
        "open": ROOMS // 2,
        "closed": ROOMS // 2,
    }


def test_marks_stand_on_some_lines(crew: Crew) -> None:
    lines = said(crew)
    mark(lines, crew.people, Random(1))
    assert Line.objects.filter(thread__isnull=False).count() == len(lines[::20])
    assert Line.objects.filter(replies=1).count() == len(lines[::20])
    assert Reaction.objects.count() == 3 * len(lines[::6])
    assert Mention.objects.count() == len(lines[::15])


def test_each_way_to_ask_holds_a_word_in_each_language(crew: Crew) -> None:
    said(crew)
    questions = [ask(voice, crew.people[0]) for ask in ways().values() for voice in VOICES]
    assert not any(question.is_empty for question in questions)
