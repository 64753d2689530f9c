"""What the names and keys of a file lead to in this workspace."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models

from denyut.exchange.complete.comparing import Item
from denyut.exchange.complete.gathering import names_for
from denyut.exchange.complete.tables import TABLES, Bundle, Plain
from denyut.exchange.problems import RowRefused
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.people.models import Department, Person

UNKNOWN: dict[type[models.Model], str] = {Person: "unknown_person", Department: "unknown_place"}


@dataclass(slots=True)
class Names:
    """The number of each person, department, cycle, objective, key result and edge, by what a file calls it.

    `closed` are the cycles that were closed before the file came, and the goals in them.
    """

    numbers: dict[type[models.Model], dict[Plain, int]]
    closed: dict[type[models.Model], set[int]] = field(default_factory=dict)

    def of(self, one: Any, name: Plain) -> int | None:
        """The number of what a reference of this field leads to. Raises RowRefused when there is nothing of that name."""
        if name is None:
            return None
        found = self.find(one.related_model, name)
        if found is None:
            raise RowRefused(UNKNOWN.get(one.related_model, "not_here"), name=name)
        return found

    def find(self, model: type[models.Model], name: Plain) -> int | None:
        """The number of a thing of this name; None when there is none."""
        known = name.lower() if model is Person and isinstance(name, str) else name
        return self.numbers[model].get(known) if isinstance(name, str | int) else None

    def learn(self, item: Item, number: int) -> None:
        """Let what comes later find a new row by its name."""
        if item.table.model in self.numbers:
            self.numbers[item.table.model][item.name] = number


def names_here() -> Names:
    """All that a file may refer to, as it is now."""
    naming = names_for(Objective.objects.all())
    numbers = {model: {name: pk for pk, name in named.items()} for model, named in naming.items()}
    numbers[Person] = {str(email).lower(): pk for email, pk in numbers[Person].items()}
    ways = {Cycle: "closed_at", Objective: "cycle__closed_at", KeyResult: "objective__cycle__closed_at"}
    closed = {
        model: set(model._default_manager.exclude(**{way: None}).values_list("pk", flat=True))
        for model, way in ways.items()
    }
    return Names(numbers, closed)


def strangers(rows: Bundle, names: Names) -> tuple[list[str], list[str]]:
    """The addresses and departments that a file names and the workspace does not have."""
    found: dict[type[models.Model], dict[str, None]] = {Person: {}, Department: {}}
    for name, table in TABLES.items():
        columns = [(column, one.related_model) for column, one in table.fields.items() if one.is_relation]
        wanted = [(column, model) for column, model in columns if model in found]
        for row in rows.get(name, []):
            for column, model in wanted:
                said = row.get(column)
                if isinstance(said, str) and said and names.find(model, said) is None:
                    found[model][said] = None
    return list(found[Person]), list(found[Department])
