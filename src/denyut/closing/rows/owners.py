"""How far each owner is with scoring: everybody, those with most left first."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from django.db.models import Count

from denyut.okr.models import Cycle
from denyut.okr.unscored import bare_objectives, scored_key_results
from denyut.people.faces import Face, face_of
from denyut.people.models import Person


@dataclass(frozen=True, slots=True)
class Tally:
    """So many goals have a score (`scored`), of so many (`all`)."""

    scored: int
    all: int

    @property
    def left(self) -> int:
        return self.all - self.scored

    @property
    def bar(self) -> int:
        """Scored in whole percent; all of nothing is everything."""
        return 100 * self.scored // self.all if self.all else 100

    def plus(self, other: "Tally") -> "Tally":
        return Tally(self.scored + other.scored, self.all + other.all)


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """An owner of objectives, and how many of their goals have a score. Private ones are counted, not shown."""

    owner: Face
    done: Tally


@dataclass(frozen=True, slots=True)
class Scoring:
    """How far a cycle is: key results, objectives without any, and every owner with what is theirs to score."""

    key_results: Tally
    bare: Tally
    owners: list[OwnerRow]

    @property
    def whole(self) -> Tally:
        return self.key_results.plus(self.bare)


def scoring_of(cycle: Cycle) -> Scoring:
    """How far everybody is. Three queries, whatever the size of the company."""
    results = scored_key_results(cycle).order_by().values_list("objective__owner")
    own = results.annotate(number=Count("pk"), scored=Count("score"))
    alone = bare_objectives(cycle).order_by().values_list("owner")
    by_result = {pk: Tally(scored, number) for pk, number, scored in own}
    by_objective = {
        pk: Tally(scored, number) for pk, number, scored in alone.annotate(number=Count("pk"), scored=Count("score"))
    }
    nothing = Tally(0, 0)
    people = Person.objects.in_bulk({*by_result, *by_objective})
    rows = [
        OwnerRow(face_of(person), by_result.get(pk, nothing).plus(by_objective.get(pk, nothing)))
        for pk, person in people.items()
    ]
    rows.sort(key=lambda row: (-row.done.left, row.owner.name))
    return Scoring(_sum(by_result.values()), _sum(by_objective.values()), rows)


def _sum(tallies: Iterable[Tally]) -> Tally:
    return reduce(Tally.plus, tallies, Tally(0, 0))
