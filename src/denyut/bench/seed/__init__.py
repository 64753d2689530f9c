"""A made-up company of any size, the same each time, written straight into the tables: only a bench may."""

from dataclasses import dataclass
from random import Random

from django.db import transaction

from denyut.bench.seed.goals import Goals, plan
from denyut.bench.seed.people import Crew, hire
from denyut.bench.seed.rooms import open_rooms
from denyut.bench.sizes import Size
from denyut.chat.models import Room

ALWAYS = 7


@dataclass(frozen=True)
class Company:
    """Who is there, what they aim at, and the `room` of everybody."""

    crew: Crew
    goals: Goals
    room: Room


def found(size: Size) -> Company:
    """Found a company of this size in an empty workspace. What it holds depends on the size alone, its dates on today."""
    chance = Random(ALWAYS)  # noqa: S311  the same company each time is the point
    with transaction.atomic():
        crew = hire(size.people, chance)
        return Company(crew, plan(crew, size.objectives, size.history, chance), open_rooms(crew))
