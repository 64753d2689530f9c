"""How often the goals of departments are heard of. Whoever keeps the calendars of departments stands above, and says so here."""

from collections.abc import Callable, Mapping
from functools import cached_property

type Says = Callable[[], Mapping[int, str]]

_sayers: list[Says] = []


def says_how_often(says: Says) -> Says:
    """Register who knows the cadences of departments: by id, those above included; a department without one is left out."""
    _sayers.append(says)
    return says


class Departments:
    """The cadences of departments, asked for once, and only when a goal has been silent long enough for it to matter."""

    def cadence(self, department: int | None) -> str:
        """How often a department says that its goals are heard of; "" where it leaves that to the cycle."""
        return self._known.get(department or 0, "")

    @cached_property
    def _known(self) -> Mapping[int, str]:
        return {department: cadence for says in _sayers for department, cadence in says().items()}
