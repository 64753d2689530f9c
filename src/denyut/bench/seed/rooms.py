"""Rooms of a made-up company and what was said in them."""

from datetime import timedelta

from denyut.bench.seed.people import Crew
from denyut.chat.models import Line, Room, Seat
from denyut.people.models import Person
from denyut.spine import clock

LINES = 200


def open_rooms(crew: Crew) -> Room:
    """Make a room for each department, and one for all with talk in it, which is returned."""
    now = clock.now()
    rooms = Room.objects.bulk_create(
        [Room(name=f"{d.name} ({d.pk})", department=d, made_at=now) for d in crew.departments]
    )
    by_department = {room.department_id: room for room in rooms}
    of_all = Room.objects.create(name="Semua", purpose="Everybody", made_at=now)
    seats = [Seat(room=by_department[p.department_id], person=p, taken_at=now) for p in crew.people if p.department_id]
    Seat.objects.bulk_create([*seats, *(Seat(room=of_all, person=p, taken_at=now) for p in crew.people)])
    Line.objects.bulk_create(
        [
            Line(
                room=of_all,
                author=crew.people[i % len(crew.people)],
                text=f"Pesan nomor {i}: antrian sudah lancar.",
                said_at=now - timedelta(minutes=LINES - i),
            )
            for i in range(LINES)
        ]
    )
    return of_all


def closed_room(people: list[Person]) -> Room:
    """A room by invitation with these people in it."""
    now = clock.now()
    room = Room.objects.create(name="Ruang kerja", kind=Room.RoomKind.CLOSED, made_at=now)
    Seat.objects.bulk_create([Seat(room=room, person=person, taken_at=now) for person in people])
    return room
