"""Goals every test of the engine knows: Mei's objective in the running quarter, with two key results, under the company's."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import time_machine

from denyut.okr.actions import add_key_result, add_objective, open_cycle
from denyut.okr.models import Cycle, KeyResult, Objective
from tests.world import World

TODAY = datetime(2026, 11, 15, 3, 0, tzinfo=UTC)


@dataclass
class Goals:
    """`company` has no key results of its own: it lives by `speed`, Mei's objective, with `median` 30 → 18 and `rules` 0 → 12."""

    quarter: Cycle
    company: Objective
    speed: Objective
    median: KeyResult
    rules: KeyResult


def make_goals(world: World) -> Goals:
    """Made through deeds, on a day in the middle of the quarter."""
    with time_machine.travel(TODAY, tick=False):
        quarter = open_cycle(world.ada, name="Q4 2026", starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31))
        company = add_objective(world.ada, quarter, title="Customers come back")
        speed = add_objective(
            world.cem, quarter, title="Answer 40% faster", owner=world.mei, department=world.service, parent=company
        )
        median = add_key_result(
            world.mei, speed, title="Median first response", unit="min", baseline=Decimal(30), target=Decimal(18)
        )
        rules = add_key_result(
            world.mei, speed, title="Assignment rules", baseline=Decimal(0), target=Decimal(12), owner=world.bo
        )
    return Goals(quarter, company, speed, median, rules)
