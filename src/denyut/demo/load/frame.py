"""The first morning: the workspace, its sites, departments, people and rooms."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial

from denyut.chat.actions import open_room
from denyut.chat.models import Room
from denyut.demo import shapes
from denyut.demo.load.scene import Happening, Scene, every
from denyut.demo.proof import present_in
from denyut.people import passwords
from denyut.people.actions import (
    add_department,
    add_holiday,
    add_person,
    add_site,
    change_department,
    change_person,
    change_site,
    found_workspace,
    place_person,
)

OPENS, REST = time(8, 30), Decimal(1)
HOLIDAYS = {
    (1, 1): {"id": "Tahun Baru", "en": "New Year's Day"},
    (5, 1): {"id": "Hari Buruh", "en": "Labour Day"},
    (6, 1): {"id": "Hari Lahir Pancasila", "en": "Pancasila Day"},
    (8, 17): {"id": "Hari Kemerdekaan", "en": "Independence Day"},
    (12, 25): {"id": "Hari Natal", "en": "Christmas Day"},
}


def foundation(scene: Scene) -> list[Happening]:
    """Everything of the founding day, two minutes apart. Rooms for a purpose come later."""
    start = scene.almanac.at(scene.founding_day, OPENS)
    return every(2, start, list(_acts(scene)))


def rooms_on_the_way(scene: Scene) -> list[Happening]:
    """The rooms for a purpose: each opened in the minute in which somebody first speaks there."""
    return [
        Happening(at, partial(_open, scene, room))
        for room in scene.company.rooms
        if _is_for_a_purpose(room) and (at := _first_word(scene, room)) is not None
    ]


def _acts(scene: Scene) -> Iterator[Callable[[], object]]:
    company = scene.company
    yield partial(_found, scene)
    for site in company.sites:
        yield partial(_settle, scene, site)
    for department in company.departments:
        yield partial(_add_department, scene, department)
    for person in _managers_first(company):
        if person.key != scene.founder.key:
            yield partial(_welcome, scene, person)
    yield partial(_place_founder, scene)
    for department in company.departments:
        yield partial(_give_lead, scene, department)
    for room in company.rooms:
        if not _is_for_a_purpose(room):
            yield partial(_open, scene, room)


def _found(scene: Scene) -> None:
    person = scene.founder
    scene.people[person.key] = found_workspace(
        None,
        workspace=scene.company.name,
        name=person.name,
        email=person.email,
        password=passwords.unusable(),
        language=scene.spoken(person.language),
        region="ID",
        zone=scene.company.sites[0].zone,
    )


def _settle(scene: Scene, site: shapes.Site) -> None:
    """The first site came with the workspace and gets its own name; the others are added."""
    founder = scene.people[scene.founder.key]
    calendar = next(calendar for calendar in scene.company.calendars if calendar.key == site.calendar)
    week = "".join(str(day) for day in calendar.weekdays)
    hours = Decimal(calendar.closes.hour - calendar.opens.hour) - REST
    name = scene.words(site.name)
    if founder.site and not scene.sites:
        made = change_site(founder, founder.site, name=name, zone=site.zone, working_days=week, hours_per_day=hours)
    else:
        made = add_site(founder, name=name, zone=site.zone, working_days=week, hours_per_day=hours)
    scene.sites[site.key] = made
    for year in range(scene.founding_day.year, scene.almanac.today.year + 1):
        for month, day in calendar.holidays:
            add_holiday(founder, made, day=date(year, month, day), name=scene.words(HOLIDAYS[month, day]))


def _add_department(scene: Scene, department: shapes.Department) -> None:
    scene.departments[department.key] = add_department(
        scene.people[scene.founder.key],
        name=scene.words(department.name),
        parent=scene.departments.get(department.parent),
    )


def _welcome(scene: Scene, person: shapes.Person) -> None:
    scene.people[person.key] = add_person(
        scene.people[scene.founder.key],
        email=person.email,
        name=person.name,
        title=scene.words(person.title),
        role=person.role,
        language=scene.spoken(person.language),
        department=scene.departments[person.department],
        site=scene.sites[person.site],
        manager=scene.people.get(person.manager),
    )


def _place_founder(scene: Scene) -> None:
    person, founder = scene.founder, scene.people[scene.founder.key]
    change_person(founder, founder, title=scene.words(person.title))
    scene.people[person.key] = place_person(
        founder,
        founder,
        department=scene.departments[person.department],
        site=scene.sites[person.site],
        manager=scene.people.get(person.manager),
    )


def _give_lead(scene: Scene, department: shapes.Department) -> None:
    made = scene.departments[department.key]
    scene.departments[department.key] = change_department(
        scene.people[scene.founder.key],
        made,
        name=made.name,
        parent=scene.departments.get(department.parent),
        lead=scene.people[department.lead],
    )


def _open(scene: Scene, room: shapes.Room) -> None:
    seated = present_in(room.key, scene.company)
    department = next((d for d in scene.company.departments if d.key == room.department), None)
    host = department.lead if department else (room.members or (scene.leader.key,))[0]
    scene.rooms[room.key] = open_room(
        scene.people[host],
        name=scene.words(room.name),
        purpose=scene.words(room.purpose),
        kind=Room.RoomKind.CLOSED if room.kind == "closed" else Room.RoomKind.OPEN,
        department=scene.departments.get(room.department),
        people=[scene.people[person.key] for person in scene.company.people if person.key in seated],
    )


def _is_for_a_purpose(room: shapes.Room) -> bool:
    return room.kind == "open"


def _first_word(scene: Scene, room: shapes.Room) -> datetime | None:
    """The earliest moment at which something is said in the room, None when nothing is."""
    return min((scene.said_at(m) for m in scene.company.messages if m.room == room.key), default=None)


def _managers_first(company: shapes.Company) -> list[shapes.Person]:
    above = {person.key: person.manager for person in company.people}

    def height(key: str) -> int:
        return 1 + height(above[key]) if above[key] else 0

    return sorted(company.people, key=lambda person: height(person.key))
