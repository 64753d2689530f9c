"""Bringing in a complete export some rows at a time: a goal comes with all that belongs to it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import batched

from denyut.exchange.complete.comparing import Comparison, Item
from denyut.exchange.complete.tables import KEY, TABLES, heading
from denyut.exchange.outcome import Outcome, refused
from denyut.exchange.problems import RowProblem

# Others' deeds wait for a chunk at most.
AT_ONCE = 400
FIRST = ("cycles", "rates", "weeks")
LAST = ("edges", "blocker_steps", "decisions", "decision_goals")

type Chunk = dict[str, list[Item]]


def outcome_of(item: Item) -> Outcome:
    """What an item would come to, or came to without being written."""
    noun = item.table.noun
    if item.problem is not None:
        return refused(noun, item.problem, item.title)
    if item.here is None:
        return Outcome(noun, "new", item.number, item.title)
    if not item.fields:
        return Outcome(noun, "same", item.number, item.title)
    fields = ", ".join(map(heading, item.fields))
    return refused(noun, RowProblem(item.number, "", "differs", {"fields": fields}), item.title)


def chunks_of(found: Comparison) -> Iterator[Chunk]:
    """What is new, in the order in which it can be brought in: cycles, goals with what belongs to them, and what joins them."""
    yield {name: found.new(name) for name in FIRST}
    chunk: Chunk = defaultdict(list)
    for group in groups_of(found).values():
        if chunk and size(chunk) + size(group) > AT_ONCE:
            yield chunk
            chunk = defaultdict(list)
        for name, items in group.items():
            chunk[name] += items
    yield chunk
    for last in LAST:
        for some in batched(found.new(last), AT_ONCE, strict=False):
            yield {last: list(some)}


def groups_of(found: Comparison) -> Mapping[str, Chunk]:
    """The rows that belong to each objective, by its key, in the order of the objectives."""
    above = {str(item.row.get(KEY)): str(item.row.get("objective")) for item in found.items["key_results"]}
    groups: dict[str, Chunk] = {str(item.row.get(KEY)): defaultdict(list) for item in found.items["objectives"]}
    for name in TABLES:
        if name not in (*FIRST, *LAST):
            for item in found.new(name):
                goal = item.row.get(KEY) if name == "objectives" else item.row.get("objective")
                key = str(goal) if goal is not None else above.get(str(item.row.get("key_result")), "")
                groups.setdefault(key, defaultdict(list))[name].append(item)
    return groups


def size(chunk: Mapping[str, list[Item]]) -> int:
    """How many rows a chunk holds."""
    return sum(map(len, chunk.values()))
