"""What a map is asked to show, and the address that asks for it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from django.http import QueryDict

EVERYTHING = "all"


class View(StrEnum):
    """How a map is shown; `USUAL` is a tree where there is room and a list where there is not."""

    USUAL = ""
    TREE = "tree"
    GRAPH = "graph"
    LIST = "list"


class By(StrEnum):
    """What the lanes of a map are."""

    NOTHING = ""
    DEPARTMENT = "department"
    PERSON = "person"
    CYCLE = "cycle"


@dataclass(frozen=True)
class Asked:
    """`opened` and `shut` are the branches that the viewer opened and folded away by hand; with `is_open` all start open."""

    view: View = View.USUAL
    by: By = By.NOTHING
    cycle: int | None = None
    department: int | None = None
    person: int | None = None
    around: int | None = None
    opened: frozenset[int] = frozenset()
    shut: frozenset[int] = frozenset()
    is_open: bool = False

    @property
    def has_drawing(self) -> bool:
        return self.view is not View.LIST

    @property
    def has_list(self) -> bool:
        return self.view in (View.USUAL, View.LIST)

    @property
    def is_narrowed(self) -> bool:
        """Whether only some goals of the cycle are asked for."""
        return bool(self.department or self.person)

    def unfolded(self, goal: int) -> "Asked":
        """The same with a branch opened."""
        return replace(self, opened=self.opened | {goal}, shut=self.shut - {goal})

    def folded(self, goal: int) -> "Asked":
        """The same with a branch folded away."""
        return replace(self, opened=self.opened - {goal}, shut=self.shut | {goal})

    @property
    def address(self) -> str:
        """The query of the address, from the question mark on."""
        opened = EVERYTHING if self.is_open else _listed(self.opened)
        words = {
            "cycle": self.cycle,
            "department": self.department,
            "person": self.person,
            "by": self.by.value,
            "view": self.view.value,
            "around": self.around,
            "open": opened,
            "shut": _listed(self.shut),
        }
        return f"?{urlencode({name: word for name, word in words.items() if word}, safe=',')}"


def read(query: QueryDict) -> Asked:
    """What the query of an address asks for; what makes no sense is left out."""
    opened = query.get("open", "")
    return Asked(
        view=next((view for view in View if view == query.get("view")), View.USUAL),
        by=next((by for by in By if by == query.get("by")), By.NOTHING),
        cycle=_number(query.get("cycle", "")),
        department=_number(query.get("department", "")),
        person=_number(query.get("person", "")),
        around=_number(query.get("around", "")),
        opened=_numbers(opened),
        shut=_numbers(query.get("shut", "")),
        is_open=opened == EVERYTHING,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _numbers(text: str) -> frozenset[int]:
    return frozenset(number for number in map(_number, text.split(",")) if number is not None)


def _listed(numbers: frozenset[int]) -> str:
    return ",".join(map(str, sorted(numbers)))
