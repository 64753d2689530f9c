"""A resource: one kind of thing at one address, as far as the caller may see it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from ninja import Schema

from denyut.people.models import Person
from denyut.spine.access import NotThere


@dataclass(frozen=True)
class Resource[M: Model]:
    """What stands at `/name`: its `shape` in JSON, and the rows that a person may see, with all that the shape reads.

    `filters` are the query parameters of its list, each with its type and the lookup it stands for. A nested resource
    stands below one thing of its `parent`, to which `below` is the lookup. `prepare` readies rows for their shape, all of
    an answer at once.
    """

    name: str
    shape: type[Schema]
    visible: Callable[[Person], QuerySet[M]]
    filters: Mapping[str, tuple[Any, str]] = field(default_factory=dict)
    parent: "Resource[Any] | None" = None
    below: str = ""
    prepare: Callable[[Sequence[M]], None] = lambda rows: None

    def shown(self, caller: Person, number: int) -> M | None:
        """The one with this id, ready for its shape; None when there is none that the caller may see."""
        one = self.visible(caller).filter(pk=number).first()
        if one is not None:
            self.prepare([one])
        return one

    def found(self, caller: Person, number: int) -> M:
        """The one with this id. Raises NotThere when there is none that the caller may see."""
        one = self.visible(caller).filter(pk=number).first()
        if one is None:
            raise NotThere(_("There is nothing at this address that you may see."), code="not_there")
        return one

    @property
    def path(self) -> str:
        """The address of its list."""
        return f"/{self.parent.name}/{{int:id}}/{self.name}" if self.parent else f"/{self.name}"
