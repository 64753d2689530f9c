"""The forecast beside the pace rule, on key results made of public series that lie outside the repository, and how long it takes.

What was learned has seen these series, so the figures flatter it and have no number to reach; docs/foresight.md has those on unseen ones.
"""

import gzip
import json
import math
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from denyut.bench.judging import alarm, auroc, brier, calibration_error, caught
from denyut.bench.sizes import Size
from denyut.bench.table import Figure, quantile, spread
from denyut.foresight.fan import fan
from denyut.foresight.forecast import probability

PUBLIC = Path(__file__).parents[4] / "shared" / "data" / "earlywarn" / "public.jsonl.gz"
SHARES = (0.25, 0.50, 0.75)
PACE_RULE = "pace rule"
type KeyResult = dict[str, Any]
type Paths = list[list[float]]


def measure(size: Size, public: Path = PUBLIC) -> list[Figure]:
    """Judge the forecast at every check-in of `size.rounds` public key results, without and with the time before; and time it."""
    figures = _speed(size.rounds)
    if not public.exists():
        return [Figure(f"no public key results at {public.parent}", 0), *figures]
    with gzip.open(public, "rt", encoding="utf-8") as lines:
        known = [json.loads(line) for line in lines]
    chosen = random.Random(1).sample(known, min(size.rounds, len(known)))  # noqa: S311  a sample, no secret
    by_pace = [_path(kr, pace_rule) for kr in chosen]
    for name, ask in (("cold", _cold), ("warm", _warm)):
        figures += _judged(name, chosen, [_path(kr, ask) for kr in chosen], by_pace)
    return [
        Figure("public key results; seen when learning, for unseen ones see docs/foresight.md", len(chosen)),
        *figures,
    ]


def pace_rule(kr: KeyResult, elapsed: int) -> float:
    """The usual rule as a number: the farther the last reading is ahead of the straight line, the likelier."""
    last = next((value for value in reversed(kr["observed"][:elapsed]) if value is not None), kr["baseline"])
    done = (last - kr["baseline"]) / ((kr["target"] - kr["baseline"]) or 1e-9)
    return 1 / (1 + math.exp(max(-500.0, min(500.0, -4 * (done - elapsed / kr["horizon"])))))


def _cold(kr: KeyResult, elapsed: int) -> float:
    return _asked(kr, elapsed, {"freq": kr["freq"], "kind": kr["kind"]})


def _warm(kr: KeyResult, elapsed: int) -> float:
    return _asked(kr, elapsed, {"freq": kr["freq"], "kind": kr["kind"], "prior": kr["prior"]})


def _asked(kr: KeyResult, elapsed: int, context: dict[str, Any]) -> float:
    seen = kr["observed"][:elapsed]
    return probability(seen, kr["baseline"], kr["target"], kr["direction"], elapsed, kr["horizon"], context)


def _path(kr: KeyResult, ask: Callable[[KeyResult, int], float]) -> list[float]:
    return [ask(kr, elapsed) for elapsed in range(1, kr["horizon"])]


def _judged(name: str, chosen: Sequence[KeyResult], paths: Paths, by_pace: Paths) -> list[Figure]:
    reached = [bool(kr["reached"]) for kr in chosen]
    figures = []
    for share in SHARES:
        at = [max(1, math.floor(kr["horizon"] * share)) - 1 for kr in chosen]
        ours, theirs = ([path[i] for path, i in zip(ways, at, strict=True)] for ways in (paths, by_pace))
        figures += [
            Figure(f"{name}, {share:.0%}: AUROC", auroc(ours, reached), "", "", auroc(theirs, reached), PACE_RULE),
            Figure("… Brier", brier(ours, reached), "", "", brier(theirs, reached), PACE_RULE),
            Figure(
                "… calibration error",
                calibration_error(ours, reached),
                "",
                "",
                calibration_error(theirs, reached),
                PACE_RULE,
            ),
        ]
    left, left_by_pace = (caught(ways, reached, alarm(ways, reached)) for ways in (paths, by_pace))
    return [
        *figures,
        Figure(
            f"{name}: misses caught, of ten reached one alarmed",
            _share(left),
            "%",
            "",
            _share(left_by_pace),
            PACE_RULE,
        ),
        Figure(
            "… part of the cycle then left, p50 of those",
            100 * quantile([part for part in left if part] or [0.0], 0.5),
            "%",
        ),
    ]


def _share(left: Sequence[float]) -> float:
    return 100 * sum(part > 0 for part in left) / max(len(left), 1)


def _speed(rounds: int) -> list[Figure]:
    chance = random.Random(2)  # noqa: S311  walks to time, no secret
    walks = [[chance.gauss(0.8 * i, 1) for i in range(9)] for _ in range(max(rounds, 100))]
    before = [chance.gauss(-8 + 0.2 * i, 1) for i in range(52)]
    # The first call reads what was learned.
    probability(walks[0], 0, 10, "increase", 9, 13, {"prior": before})
    alone = _timed(walks, lambda walk: probability(walk, 0, 10, "increase", 9, 13))
    with_past = _timed(walks, lambda walk: probability(walk, 0, 10, "increase", 9, 13, {"prior": before}))
    fans = _timed(walks, lambda walk: fan(walk, 0, 10, "increase", 9, 13, {"prior": before}))
    return [
        *spread("a forecast, cold, on the processor", alone, goal="≤ 1 ms", tail_goal="≤ 1 ms"),
        *spread("a forecast, warm, on the processor", with_past, goal="≤ 1 ms", tail_goal="≤ 1 ms"),
        *spread("a fan, warm, on the processor", fans),
    ]


def _timed(walks: Sequence[list[float]], ask: Callable[[list[float]], Any]) -> list[float]:
    taken = []
    for walk in walks:
        began = time.thread_time()
        ask(walk)
        taken.append((time.thread_time() - began) * 1e3)
    return taken
