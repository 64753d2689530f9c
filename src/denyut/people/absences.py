"""What a page shows about somebody's absences."""

from dataclasses import dataclass
from datetime import date, timedelta

from denyut.people.models import Absence, Person, away_until
from denyut.people.times import company_now
from denyut.spine.access import may

SHOWN = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Absences:
    """Until when a person is away, for everybody; `listed`, newest first, and `may_see` for whom they concern."""

    person: Person
    until: date | None
    listed: list[Absence]
    may_see: bool
    may_add: bool


def absences_of(viewer: Person, person: Person) -> Absences:
    """A person's absences of the last year and to come, as far as the viewer may know them. Two queries at most."""
    today = company_now().date()
    found = list(person.absences.standing().filter(last_on__gte=today - SHOWN).select_related("stand_in"))
    may_see = bool(may(viewer, "people.see_absences", person))
    may_add = may_see and not person.is_bot
    return Absences(person, away_until(found, today), found if may_see else [], may_see, may_add)
