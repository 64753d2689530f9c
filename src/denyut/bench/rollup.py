"""What a check-in carries up among very many key results."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from denyut.bench import seed
from denyut.bench.anchors import bare_inserts
from denyut.bench.checkin import value_of
from denyut.bench.inside import clocked, laps, on_processor, queries_of
from denyut.bench.sizes import EACH, Size
from denyut.bench.table import Figure, spread
from denyut.okr.actions import check_in
from denyut.okr.actions.rollup import carry_up
from denyut.okr.models import Objective


def measure(size: Size) -> list[Figure]:
    """Check in to the leaves of a tree of objectives, eight below each, that count their own key results and their children."""
    company = seed.found(size)
    actor, leaves = company.crew.administrator, company.goals.key_results[-size.rounds :]
    inserts = bare_inserts(Path(settings.DATA_DIR))
    check_in(actor, leaves[0], value=value_of(leaves[0], 1))
    whole = laps(len(leaves), lambda n: check_in(actor, leaves[n], value=value_of(leaves[n], n)))
    with transaction.atomic():
        alone = laps(len(leaves), lambda n: carry_up(Objective.objects.get(pk=leaves[n].objective_id)))
    among = f"among {size.objectives * EACH:,} key results"
    return [
        *spread(f"check-in {among}", clocked(whole), limits=inserts, limit_of="bare insert"),
        on_processor(whole),
        *spread("… its way up alone", clocked(alone), goal="≤ 10 ms"),
        on_processor(alone),
        Figure("… queries", queries_of(lambda: check_in(actor, leaves[0], value=value_of(leaves[0], 2)))),
    ]
