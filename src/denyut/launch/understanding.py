"""How well the goals are understood, by unit: shares alone, and never of fewer than five people."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from denyut.launch.models import UnderstandingCheck

AT_LEAST, RIGHT_FROM, ENOUGH = 5, 2, 70


@dataclass(frozen=True, slots=True)
class Unit:
    """A department, and the share of those asked in it who understood, in percent; None where fewer than five answered."""

    name: str
    percent: int | None

    @property
    def is_low(self) -> bool:
        """Whether it is to be talked about: under 70%."""
        return self.percent is not None and self.percent < ENOUGH


@dataclass(frozen=True, slots=True)
class Understanding:
    """All units by name, and the whole company; None where that would tell of fewer than five."""

    units: list[Unit]
    whole: int | None


def understanding() -> Understanding:
    """Shares of people with at least two right answers. One query."""
    rows = UnderstandingCheck.objects.filter(person__is_active=True).order_by("department__name")
    counted = rows.values_list("department__name").annotate(
        number=Count("pk"), understood=Count("pk", filter=Q(right__gte=RIGHT_FROM))
    )
    return shares([(name or "", number, understood) for name, number, understood in counted])


def shares(counted: Sequence[tuple[str, int, int]]) -> Understanding:
    """From (unit, people, of whom understood). What would be left over by subtracting must not be fewer than five either."""
    units = [Unit(name, _percent(part, number)) for name, number, part in counted if name]
    hidden = sum(number for name, number, _part in counted if number < AT_LEAST or not name)
    everybody = sum(number for _name, number, _part in counted)
    is_told = everybody >= AT_LEAST and (hidden == 0 or hidden >= AT_LEAST)
    whole = _percent(sum(part for _name, _number, part in counted), everybody) if is_told else None
    return Understanding(units, whole)


def _percent(part: int, number: int) -> int | None:
    return 100 * part // number if number >= AT_LEAST else None
