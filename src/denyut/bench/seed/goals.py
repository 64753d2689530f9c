"""Goals of a made-up company: a tree of objectives in the running quarter, three key results each, with their check-ins."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import batched
from random import Random

from denyut.bench.seed.people import Crew
from denyut.bench.sizes import EACH
from denyut.okr.models import CheckIn, Cycle, KeyResult, Objective, Visibility
from denyut.okr.progress import ONE, Kind, progress_of, rolled_up
from denyut.people.models import Person
from denyut.spine import clock

SHARES = (Decimal("0.334"), Decimal("0.333"), Decimal("0.333"))
BRANCHES, PRIVATE_ONE_IN, AT_ONCE, POINTS = 8, 50, 5000, 13
WEEK = timedelta(days=7)
VERBS = ("Jawab", "Percepat", "Kurangi", "Naikkan", "Reduce", "Improve", "Deliver", "Simplify")
THINGS = (
    "waktu respons pelanggan",
    "keluhan berulang",
    "biaya pengiriman",
    "kepuasan mitra",
    "first response time",
    "repeat complaints",
    "orders per courier",
)
MEASURES = (("min", 45, 15), ("%", 60, 95), ("", 0, 12), ("Rp", 120_000_000, 90_000_000), ("jam", 36, 8))


@dataclass(frozen=True)
class Goals:
    """All goals of the running quarter."""

    cycle: Cycle
    objectives: list[Objective]
    key_results: list[KeyResult]


def plan(crew: Crew, objectives: int, history: int, chance: Random) -> Goals:
    """Make the goals. Progress, trend and version are what the check-ins would have left; one objective in fifty is private."""
    now = clock.now()
    quarter = _cycles(now)
    made = [_objective(i, crew, quarter, now, chance) for i in range(objectives)]
    for i, objective in enumerate(made[1:]):
        objective.parent = made[i // BRANCHES]
    key_results = [_key_result(o, place, history, now, chance) for o in made for place in range(EACH)]
    _carry_up(made, key_results, history)
    # A parent's row must have its number before a child can point to it.
    for start, end in _generations(objectives):
        Objective.objects.bulk_create(made[start:end], batch_size=AT_ONCE)
    for some in batched(key_results, AT_ONCE, strict=False):
        KeyResult.objects.bulk_create(some)
        CheckIn.objects.bulk_create([said for kr in some for said in told(kr, kr.owner, kr.series, now)])
    return Goals(quarter, made, key_results)


def told(kr: KeyResult, author: Person, points: list[str], now: datetime) -> list[CheckIn]:
    """The check-ins behind a series of values, one a week, the newest a day ago."""
    values = [Decimal(point) for point in points]
    return [
        CheckIn(
            key_result=kr,
            author=author,
            value=value,
            before=values[i - 1] if i else None,
            progress=progress_of(Kind(kr.kind), kr.baseline, kr.target, value),
            confidence=kr.confidence,
            note="Antrian sudah lancar." if i % 2 else "",
            surface="web",
            valid_at=(at := _week_ago(len(values) - 1 - i, now)),
            recorded_at=at,
        )
        for i, value in enumerate(values)
    ]


def _week_ago(weeks: int, now: datetime) -> datetime:
    return now - timedelta(days=1) - WEEK * weeks


def _cycles(now: datetime) -> Cycle:
    day = now.date()
    year = Cycle.objects.create(
        name=f"{day.year}", kind="year", starts_on=day - timedelta(days=180), ends_on=day + timedelta(days=180)
    )
    return Cycle.objects.create(
        name=f"Q {day.year}", starts_on=day - timedelta(days=45), ends_on=day + timedelta(days=45), parent=year
    )


def _objective(number: int, crew: Crew, cycle: Cycle, now: datetime, chance: Random) -> Objective:
    owner = chance.choice(crew.people)
    return Objective(
        cycle=cycle,
        title=f"{chance.choice(VERBS)} {chance.choice(THINGS)} #{number + 1}",
        owner=owner,
        department=owner.department if number else None,
        roll_up=Objective.RollUp.BOTH,
        visibility=Visibility.PUBLIC if (number + 1) % PRIVATE_ONE_IN else Visibility.PRIVATE,
        position=number,
        made_at=now - timedelta(days=45),
        published_at=now - timedelta(days=45),
    )


def _key_result(objective: Objective, place: int, history: int, now: datetime, chance: Random) -> KeyResult:
    unit, start, end = chance.choice(MEASURES)
    baseline, target = Decimal(start), Decimal(end)
    shares = sorted(Decimal(chance.randrange(0, 110)) / 100 for _ in range(history))
    values = [(baseline + (target - baseline) * share).quantize(Decimal("0.01")) for share in shares]
    value = values[-1] if values else None
    return KeyResult(
        objective=objective,
        title=f"{chance.choice(THINGS)} {objective.position + 1}.{place + 1}".capitalize(),
        unit=unit,
        baseline=baseline,
        target=target,
        value=value,
        progress=progress_of(Kind.METRIC, baseline, target, value),
        confidence=chance.choice((30, 50, 70, 90)) if values else None,
        owner=objective.owner,
        weight=SHARES[place],
        position=place,
        checked_in_at=_week_ago(0, now) if values else None,
        series=[format(v.normalize(), "f") for v in values[-POINTS:]],
        made_at=objective.made_at,
    )


def _generations(count: int) -> list[tuple[int, int]]:
    """Where each generation of the tree starts and ends in the list of objectives."""
    spans, start, width = [], 0, 1
    while start < count:
        spans.append((start, min(start + width, count)))
        start, width = start + width, width * BRANCHES
    return spans


def _carry_up(objectives: list[Objective], key_results: list[KeyResult], history: int) -> None:
    items: dict[int, list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for kr in key_results:
        # Beside objectives that count one each, key results count one each on average.
        items[kr.objective.position].append((kr.weight * EACH, kr.progress))
    for objective in reversed(objectives):
        objective.progress = rolled_up(items.pop(objective.position))
        objective.version = 1 + EACH * (1 + history)
        if objective.parent is not None:
            items[objective.parent.position].append((ONE, objective.progress))
