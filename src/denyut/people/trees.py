"""Departments as a tree in memory, from one query."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from denyut.people.models import Department


@dataclass
class Branch:
    """A department and the ones inside it, in their order."""

    department: Department
    inside: "list[Branch]" = field(default_factory=list)


def rooted(departments: Iterable[Department]) -> list[Branch]:
    """The branches at the top. A department whose parent is not among those given is at the top too."""
    branches = {department.pk: Branch(department) for department in departments}
    roots: list[Branch] = []
    for branch in branches.values():
        parent = branches.get(branch.department.parent_id or 0)
        (parent.inside if parent else roots).append(branch)
    return roots
