"""A prepared question gives what Django itself would give, with other numbers each time; `put` keeps what `save` would keep."""

from typing import Any

import pytest
from django.db.models import Q

from denyut.chat.models import Line, Room, Seat
from denyut.lib.prepared import Prepared, fields_of, made, put
from denyut.people.models import Person
from denyut.spine import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(mei: Person, bo: Person) -> Room:
    room = Room.objects.create(name="Care", made_at=clock.now())
    for person in (mei, bo):
        Seat.objects.create(room=room, person=person, taken_at=clock.now())
    return room


def test_same_rows_as_django_for_any_numbers(room: Room, mei: Person, bo: Person, cem: Person) -> None:
    seated = Prepared(lambda where, who: Seat.objects.filter(room=where, person__in=who).values_list("person_id"))
    for who in ([mei.pk], [mei.pk, bo.pk], [mei.pk, bo.pk, cem.pk], [cem.pk]):
        rows = Seat.objects.filter(room=room, person__in=who).values_list("person_id")
        assert sorted(seated(room.pk, who)) == sorted(rows)
    assert seated(room.pk, []) == []


def test_asking_is_one_query(room: Room, mei: Person, django_assert_num_queries: Any) -> None:
    seated = Prepared(lambda where: Seat.objects.filter(room=where).values_list("person_id"))
    for _time in range(2):
        with django_assert_num_queries(1):
            assert (mei.pk,) in seated(room.pk)


def test_one_number_in_two_places_and_a_text(mei: Person, bo: Person) -> None:
    named = Prepared(
        lambda pk, name: Person.objects.filter(Q(pk=pk) | Q(manager=pk), name=name).order_by("pk").values_list("pk")
    )
    assert named(mei.pk, mei.name) == [(mei.pk,)]
    assert named(bo.pk, mei.name) == []


def test_rows_become_objects(mei: Person) -> None:
    whole = Prepared(lambda pk: Person.objects.filter(pk=pk).values_list(*fields_of(Person)))
    some = Prepared(lambda pk: Person.objects.filter(pk=pk).values_list(*fields_of(Person, "name", "id")))
    [row] = whole(mei.pk)
    assert made(Person, row) == mei
    assert made(Person, row).joined_at == mei.joined_at
    light = made(Person, some(mei.pk)[0], "name", "id")
    assert (light.pk, light.name, light.email) == (mei.pk, mei.name, mei.email)


def test_put_keeps_what_save_keeps(room: Room, mei: Person) -> None:
    line = Line(room=room, author=mei, text="Siap", facts={"a": [1]}, said_at=clock.now())
    put(line)
    kept = Line.objects.get(pk=line.pk)
    assert [getattr(kept, name) for name in fields_of(Line)] == [getattr(line, name) for name in fields_of(Line)]
    line.text = "Siap!"
    line.save()
    assert Line.objects.get(pk=line.pk).text == "Siap!"
