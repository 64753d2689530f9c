"""How much each bench makes and measures."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Size:
    """A company and a load: `history` check-ins for each key result, `rounds` of what is repeated, `seconds` of what is kept up.

    `messages` is how many are said, in benches that look for them.
    """

    people: int = 500
    objectives: int = 200
    streams: int = 0
    messages: int = 0
    history: int = 5
    rounds: int = 100
    seconds: float = 5


EACH = 3
DEFAULT = {
    "live": Size(objectives=100, streams=1000),
    "chat": Size(objectives=20, streams=500),
    "room": Size(objectives=20, messages=100_000),
    "search": Size(objectives=20, messages=1_000_000),
    "board": Size(objectives=1000, rounds=30),
    "checkin": Size(people=60, objectives=60),
    "rollup": Size(objectives=33_334, history=1),
    "import": Size(people=200, objectives=2000),
    "pages": Size(),
    "forecast": Size(rounds=3000),
    "start": Size(people=60, objectives=60, rounds=3),
}
SMALL = {
    "live": Size(people=60, objectives=60, streams=200, rounds=20, history=2),
    "chat": Size(people=60, objectives=6, streams=100, rounds=10, history=2, seconds=0.5),
    "room": Size(people=60, objectives=6, messages=2000, rounds=10, history=2),
    "search": Size(people=60, objectives=6, messages=20_000, rounds=10, history=2),
    "board": Size(people=60, objectives=60, rounds=10),
    "checkin": Size(people=60, objectives=10, rounds=10, history=2),
    "rollup": Size(people=60, objectives=1000, rounds=10, history=1),
    "import": Size(people=60, objectives=40),
    "pages": Size(people=60, objectives=60, rounds=5, seconds=0.2, history=2),
    "forecast": Size(rounds=100),
    "start": Size(people=60, objectives=10, rounds=1, history=1),
}


def size_of(
    bench: str,
    *,
    is_small: bool = False,
    people: int | None = None,
    objectives: int | None = None,
    key_results: int | None = None,
    streams: int | None = None,
    messages: int | None = None,
) -> Size:
    """The size of a bench, with what was asked for in place of its own. Each objective has three key results."""
    size = (SMALL if is_small else DEFAULT)[bench]
    if key_results is not None and objectives is None:
        objectives = -(-key_results // EACH)
    size = replace(size, people=people or size.people, objectives=objectives or size.objectives)
    size = replace(size, streams=streams or size.streams) if size.streams else size
    return replace(size, messages=messages or size.messages) if size.messages else size
