"""The stage of the story: what has been made so far, by the keys of the content."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from denyut.chat.models import Room
from denyut.demo import shapes
from denyut.demo.load.times import Almanac, span_of
from denyut.metrics.models import Indicator
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.people.models import Department, Person, Site

PREPARATION = 30


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing to tell at its moment; `is_heard` when a room must answer it whatever its age."""

    at: datetime
    tell: Callable[[], object]
    is_heard: bool = False


@dataclass
class Scene:
    """The company's content, its clocks, and the rows made from it by key; `known` is what was reported last.

    `made` holds what an episode made, for those that answer it.
    """

    company: shapes.Company
    language: str
    almanac: Almanac
    sites: dict[str, Site] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    cycles: dict[str, Cycle] = field(default_factory=dict)
    objectives: dict[str, Objective] = field(default_factory=dict)
    key_results: dict[str, KeyResult] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    known: dict[str, Decimal] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)

    def colleague(self, key: str) -> shapes.Person:
        """The content's person with this key."""
        return next(person for person in self.company.people if person.key == key)

    @property
    def founder(self) -> shapes.Person:
        """Who sets the workspace up: the first administrator."""
        return next(person for person in self.company.people if person.role == "administrator")

    @property
    def leader(self) -> shapes.Person:
        """Who reports to nobody."""
        return next(person for person in self.company.people if not person.manager)

    @property
    def founding_day(self) -> date:
        """Six working weeks before the first cycle starts."""
        first = min(span_of(cycle, self.almanac.today).starts_on for cycle in self.company.cycles)
        return self.almanac.common.before(first, PREPARATION)

    def said_at(self, message: shapes.Message) -> datetime:
        """When a line was said: by one calendar and one clock, so that an answer from afar follows its question."""
        return self.almanac.at(self.almanac.common.before(self.almanac.today, message.days_ago), message.at)

    def spoken(self, language: str) -> str:
        """The language of somebody: those who write Indonesian write the company's own language, whichever it is."""
        return self.language if language == "id" else language

    def words(self, text: shapes.Text, language: str = "id") -> str:
        """A text as its author wrote it; in the company's language where it is not there in the author's."""
        return text.get(self.spoken(language)) or text[self.language]

    def said_by(self, episode: shapes.Episode) -> str:
        """The words of an episode in the language of whoever says them."""
        return self.words(episode.text, self.colleague(episode.who).language) if episode.text else ""

    def unit(self, key: str, language: str) -> str:
        """The name of a unit as its author writes it."""
        return self.words(next(unit.name for unit in self.company.units if unit.key == key), language)


def every(minutes: int, start: datetime, acts: list[Callable[[], object]]) -> list[Happening]:
    """These acts one after another, so many minutes apart."""
    return [Happening(start + timedelta(minutes=minutes * n), act) for n, act in enumerate(acts)]
