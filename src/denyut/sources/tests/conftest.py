"""What the tests of sources share: an indicator of Cem's, and a file in a source of his."""

from collections.abc import Callable
from io import BytesIO

import pytest

from denyut.metrics.actions import add_indicator
from denyut.metrics.models import Indicator
from denyut.sources.actions import (
    add_source,
    connect_source,
    map_source,
    note_columns,
    read_source,
    schedule_source,
    upload_file,
)
from denyut.sources.jobs import carry_out
from denyut.sources.models import Run, Source
from denyut.sources.reading import look_at
from denyut.sources.storing import keep
from tests.world import World

CSV = "day,value,team\n2026-10-01,10,chat\n2026-10-01,20,mail\n2026-10-02,5,chat\n2026-10-03,7,chat\n"
Fed = Callable[..., Source]


@pytest.fixture
def sales(world: World) -> Indicator:
    return add_indicator(world.cem, name="Sales", owner=world.cem)


@pytest.fixture
def fed(world: World, sales: Indicator) -> Fed:
    """`fed(text)` is a source of Cem's that reads this file into `sales`, by the sum of each day."""

    def make(text: str = CSV, **mapping: object) -> Source:
        source = add_source(world.cem, name="Shop", kind="file")
        connect_source(world.cem, source, connection={})
        give(source, text)
        seen(source)
        target = {} if "key_result" in mapping else {"indicator": sales}
        words = {"date_column": "day", "value_column": "value", **target, **mapping}
        source = map_source(world.cem, source, **words)
        return schedule_source(world.cem, source)

    return make


def give(source: Source, text: str) -> None:
    """A new file for a source."""
    upload_file(source.owner, source, keep(source.owner, source, BytesIO(text.encode()), "shop.csv"))


def seen(source: Source) -> None:
    """The first look, as the preview page does it."""
    note_columns(source.owner, source, look_at(source).columns)


def ran(source: Source) -> Run:
    """What comes of reading a source now."""
    run = read_source(source.owner, Source.objects.get(pk=source.pk))
    carry_out.call(run.pk)
    return Run.objects.get(pk=run.pk)
