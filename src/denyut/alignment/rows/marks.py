"""Goals of any size as links show them: name, status, progress and owner, in one language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise

from denyut.okr.lines import Node, named
from denyut.okr.rows import KeyResultRow, ObjectiveRow, head_rows, key_result_rows
from denyut.people.faces import Face


@dataclass(frozen=True, slots=True)
class Mark:
    """A goal beside another one."""

    node: Node
    label: str
    title: str
    href: str
    status: str
    status_label: str | Promise
    progress: str
    bar: int
    pace: int
    owner: Face

    @property
    def gap(self) -> int:
        """How many points it is behind what is expected by now, negative when it is ahead."""
        return self.pace - self.bar


def marks_of(
    nodes: Iterable[Node], language: str, moment: datetime, known: Mapping[int, ObjectiveRow] | None = None
) -> dict[Node, Mark]:
    """These goals by their nodes; one that is gone is left out. `known` are objectives of which the rows are there already.

    Seven queries at most, whatever their number.
    """
    wanted = set(nodes)
    found = {("objective", pk): _mark(("objective", pk), row) for pk, row in (known or {}).items()}
    wanted -= found.keys()
    objectives = sorted(pk for kind, pk in wanted if kind == "objective")
    key_results = sorted(pk for kind, pk in wanted if kind == "key_result")
    if objectives:
        heads = head_rows(objectives, language=language, moment=moment)
        found |= {("objective", pk): _mark(("objective", pk), row) for pk, row in heads.items()}
    if key_results:
        rows = key_result_rows(key_results, language=language, moment=moment)
        found |= {("key_result", pk): _mark(("key_result", pk), row) for pk, row in rows.items()}
    return found


def href_of(node: Node) -> str:
    """The page of a goal."""
    return reverse(f"okr:{node[0]}", args=[node[1]])


def _mark(node: Node, row: ObjectiveRow | KeyResultRow) -> Mark:
    return Mark(
        node=node,
        label=named(node),
        title=row.title,
        href=href_of(node),
        status=row.status,
        status_label=row.status_label,
        progress=row.progress,
        bar=row.bar,
        pace=row.pace,
        owner=row.owner,
    )
