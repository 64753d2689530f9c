"""How people update, which rooms are noisy, who is quiet, who asks how things stand."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from denyut.assistant.models import Question
from denyut.benefits.chasing import Chase, chasing
from denyut.benefits.jobs import hear_silence, read_lately
from denyut.benefits.models import Classified, Silence
from denyut.benefits.noise import noise_of
from denyut.benefits.resistance import Manner, groups, manner_of
from denyut.chat.actions import open_room, say
from denyut.chat.models import Room
from denyut.okr.actions import add_key_result, check_in, open_cycle
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.rhythm.models import Prompt, Ritual, Sitting
from denyut.spine.events import Via
from denyut.spine.models import Event
from denyut.tasks.actions import add_task
from tests.goals import Goals
from tests.world import World, make_person

pytestmark = pytest.mark.django_db
WEB = Via("web")
TUESDAY = datetime(2026, 11, 17, 5, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@pytest.fixture
def five(world: World, goals: Goals) -> list[tuple[Person, KeyResult]]:
    """Five more people of the service department, each with a key result of their own."""
    people = [make_person(f"P{number} X", department=world.service, site=world.jakarta) for number in range(5)]
    with time_machine.travel(TUESDAY, tick=False):
        return [(one, add_key_result(world.mei, goals.speed, title=one.name, owner=one)) for one in people]


@pytest.mark.parametrize(
    ("updates", "manner"),
    [
        ([], Manner.NEVER),
        ([(True, False), (True, True)], Manner.REMINDED),
        ([(False, True), (True, True)], Manner.DEADLINE),
        ([(False, False), (True, True)], Manner.WILLING),
    ],
)
def test_a_manner_by_its_updates(updates: list[tuple[bool, bool]], manner: Manner) -> None:
    assert manner_of(updates) == manner


def test_personas_fall_into_their_class(five: list[tuple[Person, KeyResult]], goals: Goals, world: World) -> None:
    def update(number: int, at: datetime, *, is_reminded: bool = False) -> None:
        person, kr = five[number]
        if is_reminded:
            Prompt.objects.create(person=person, key_result=kr, due_on=at.date(), stage="due", sent_at=at)
        with time_machine.travel(at + timedelta(minutes=5), tick=False):
            check_in.via(WEB)(person, kr, value=Decimal(5))

    update(0, TUESDAY)
    update(1, FRIDAY)
    update(2, TUESDAY, is_reminded=True)
    update(3, TUESDAY)
    with time_machine.travel(NOW, tick=False):
        team = next(group for group in groups() if group.name == "Customer Service")
    # Mei and Bo own key results too; Bo and the fifth never said anything, Mei owns none of her own but the median.
    assert team.people == 7
    assert dict(team.manners) == {Manner.WILLING: 2, Manner.DEADLINE: 1, Manner.REMINDED: 1, Manner.NEVER: 3}


def test_a_group_of_four_is_left_out(goals: Goals) -> None:
    with time_machine.travel(NOW, tick=False):
        assert groups() == []


def talkative(world: World, name: str, lines: int) -> Room:
    room = open_room(world.mei, name=name, people=[world.bo, world.cem, world.dora, world.ada])
    for number in range(lines):
        say(world.mei, room, text=f"word {number}")
    return room


@time_machine.travel(NOW, tick=False)
def test_the_noisiest_room_comes_first(world: World, goals: Goals) -> None:
    quiet, noisy = talkative(world, "Calm", 12), talkative(world, "Loud", 30)
    line = say(world.bo, quiet, text="Let us do it")
    for number in range(3):
        add_task(world.mei, title=f"t {number}", line=line)
    for _number in range(4):
        Question.objects.create(person=world.bo, room=noisy, kind="status", is_answered=True, at=NOW)
        say(world.bo, noisy, text="@all look")
    found = noise_of(world.dora)
    assert [(room.name, room.messages, room.outcomes, room.repeats, room.calls) for room in found] == [
        ("Loud", 34, 0, 3, 4),
        ("Calm", 13, 3, 0, 0),
    ]
    assert [str(words).split(":")[0] for words in found[0].advice()] == ["Pin the answer", "Call fewer people"]


@time_machine.travel(NOW, tick=False)
def test_a_closed_room_is_nobodys_noise(world: World) -> None:
    room = open_room(world.mei, name="Pay", kind="closed", people=[world.bo, world.cem, world.ada, world.aldo])
    for number in range(12):
        say(world.mei, room, text=f"word {number}")
    assert (len(noise_of(world.bo)), noise_of(world.dora)) == (1, [])


@pytest.mark.parametrize("many", [1, 3])
@time_machine.travel(NOW, tick=False)
def test_noise_takes_seven_queries(world: World, many: int, django_assert_num_queries: Callable[[int], Any]) -> None:
    for number in range(many):
        talkative(world, f"Room {number}", 10)
    with django_assert_num_queries(7):
        assert len(noise_of(world.dora)) == many


@pytest.fixture
def fresh(world: World, goals: Goals) -> date:
    """A cycle that began on 1 November, in which six people own something; Mei has updated hers of her own accord."""
    first = date(2026, 11, 1)
    people = [make_person(f"Q{number} X", department=world.service, site=world.jakarta) for number in range(5)]
    with time_machine.travel(datetime(2026, 10, 30, 5, 0, tzinfo=UTC), tick=False):
        cycle = open_cycle(world.ada, name="November", starts_on=first, ends_on=date(2026, 11, 30), kind="month")
        goals.speed.cycle = cycle
        goals.speed.save()
        for person in people:
            add_key_result(world.mei, goals.speed, title=person.name, owner=person)
        own = add_key_result(world.mei, goals.speed, title="own", owner=world.mei)
    KeyResult.objects.filter(pk__in=(goals.median.pk, goals.rules.pk)).delete()
    with time_machine.travel(datetime(2026, 11, 3, 5, 0, tzinfo=UTC), tick=False):
        check_in.via(WEB)(world.mei, own, value=Decimal(5))
    return first


def told() -> dict[str, int]:
    verbs = list(Event.objects.filter(verb__startswith="benefits.quiet").values_list("verb", flat=True))
    return {verb: verbs.count(verb) for verb in set(verbs)}


def test_quiet_owners_are_told_on_day_eight_once(fresh: date, world: World) -> None:
    for days, expected in ((7, 0), (8, 5), (8, 5), (9, 5), (14, 10)):
        with time_machine.travel(datetime(2026, 11, 1 + days, 5, 0, tzinfo=UTC), tick=False):
            hear_silence.func()
        assert (days, Silence.objects.count()) == (days, expected)
    assert told() == {"benefits.quiet_owner": 10, "benefits.quiet_owners": 2}
    lead = Event.objects.filter(verb="benefits.quiet_owners").first()
    assert lead is not None
    assert (lead.facts["told"], lead.facts["count"]) == ([world.cem.pk], 5)


def test_four_quiet_owners_are_not_counted_to_their_lead(fresh: date) -> None:
    KeyResult.objects.filter(title="Q0 X").delete()
    with time_machine.travel(datetime(2026, 11, 9, 5, 0, tzinfo=UTC), tick=False):
        hear_silence.func()
    assert told() == {"benefits.quiet_owner": 4}


LINES: list[tuple[str, Chase | None]] = [
    ("Any update on KR-12?", Chase.STATUS),
    ("@Bo when will the report be done?", Chase.WHEN),
    ("Who is responsible for the banner?", Chase.WHOSE),
    ("Laporannya udah sampai mana?", Chase.STATUS),
    ("Kapan selesai desainnya kak?", Chase.WHEN),
    ("Dah siap ke belum laporan tu?", Chase.STATUS),
    ("Việc này xong chưa em?", Chase.STATUS),
    ("ใครรับผิดชอบงานนี้", Chase.WHOSE),
    ("งานนี้เสร็จหรือยัง", Chase.STATUS),
    ("这个做完了吗", Chase.STATUS),
    ("谁负责这个呢", Chase.WHOSE),
    ("أين وصلنا في المشروع؟", Chase.STATUS),
    ("متى ينتهي التقرير؟", Chase.WHEN),
    ("How are you?", None),
    ("Apa kabar?", None),
    ("KR-12 is at 18 now, the queue is flowing", None),
    ("Shall we have lunch?", None),
    ("", None),
    ("any update? " * 60, None),
]


def test_lines_that_chase() -> None:
    found = {text: one.chase if (one := chasing(text)) else None for text, _chase in LINES}
    assert found == dict(LINES)


def test_a_named_goal_makes_it_surer() -> None:
    named, loose = chasing("Any update on KR-12?"), chasing("Any update?")
    assert (named and named.confidence, loose and loose.confidence) == (90, 75)


def test_supervision_is_read_once_and_stays_corrected(world: World, goals: Goals) -> None:
    with time_machine.travel(FRIDAY, tick=False):
        room = open_room(world.cem, name="Care", people=[world.mei])
        asked = say(world.cem, room, text="Any update on KR-1?")
        say(world.mei, room, text="It stands at 20")
        ritual = Ritual.objects.create(
            cycle=goals.quarter,
            kind="check_in",
            first_on=FRIDAY.date(),
            at="09:00",
            minutes=15,
            made_by=world.cem,
            made_at=FRIDAY,
        )
        sitting = Sitting.objects.create(ritual=ritual, day=FRIDAY.date(), opened_at=FRIDAY)
        sitting.attended.set([world.cem])
    with time_machine.travel(NOW, tick=False):
        read_lately.func()
        rows = Classified.objects.order_by("kind").values_list("person", "source", "kind", "minutes")
        assert list(rows) == [
            (world.cem.pk, f"line:{asked.pk}", "chase", 2.0),
            (world.cem.pk, f"sitting:{sitting.pk}", "meeting", 15.0),
        ]
        Classified.objects.filter(kind="chase").update(kind="none")
        read_lately.func()
        assert sorted(Classified.objects.values_list("kind", flat=True)) == ["meeting", "none"]
