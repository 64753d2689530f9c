"""Runs: what is written, what stops them, that again changes nothing, and that nothing is never zero."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from denyut.inbox.models import Notice
from denyut.metrics.models import Correction, Indicator, Reading
from denyut.okr.actions import add_key_result
from denyut.okr.models import Observation
from denyut.okr.setups import SetupWords
from denyut.sources.actions import pause_source, read_by_clock, read_source, schedule_source
from denyut.sources.models import Run, Source
from denyut.sources.tests.conftest import CSV, Fed, give, ran
from denyut.sources.words import trouble_words
from denyut.spine import clock
from denyut.spine.access import Conflict, Refused
from denyut.spine.models import Event
from tests.goals import Goals
from tests.world import World

FIRST = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with clock.at(datetime(2026, 11, 15, 3, tzinfo=UTC)):
        yield


def values() -> list[tuple[Decimal, int | None]]:
    return list(Reading.objects.order_by("valid_at").values_list("value", "n"))


def test_run_writes_a_reading_a_day_with_its_lineage(fed: Fed, sales: Indicator) -> None:
    run = ran(fed())
    assert (run.outcome, run.rows, run.written, run.refused, run.percent) == ("good", 4, 3, 0, 100)
    assert values() == [(30, 2), (5, 1), (7, 1)]
    assert set(Reading.objects.values_list("origin", flat=True)) == {f"source:{run.pk}"}
    assert [at.astimezone(UTC).hour for at in Reading.objects.values_list("valid_at", flat=True)] == [5, 5, 5]
    sales.refresh_from_db()
    assert (sales.value, sales.before) == (7, 5)


def test_run_again_changes_nothing(fed: Fed) -> None:
    source = fed()
    first, log = ran(source), Event.objects.filter(verb="metrics.readings_taken").count()
    again = ran(source)
    assert (again.outcome, again.written, again.digest) == ("same", 0, first.digest)
    assert (values(), Correction.objects.count()) == ([(30, 2), (5, 1), (7, 1)], 0)
    assert Event.objects.filter(verb="metrics.readings_taken").count() == log


def test_late_row_corrects_its_day_and_the_old_number_is_kept(fed: Fed) -> None:
    source = fed()
    ran(source)
    give(source, CSV + "2026-10-02,1,mail\n")
    assert ran(source).written == 1
    assert values()[1] == (6, 2)
    kept = Correction.objects.get()
    assert (kept.was, kept.was_n, kept.reading.is_corrected) == (5, 1, True)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("day,amount\n2026-10-01,1\n", "missing_column", "The column “value” is missing."),
        ("day,value\n2026-10-01,many\n", "type_changed", "The column “value” held numbers and now holds text."),
        ("day,value,team\n", "empty_answer", "There are no rows. Nothing was written: nothing is not zero."),
        ("day,value\n2026-10-01,\n", "type_changed", "The column “value” held numbers and now holds nothing."),
        ("day,value\n2026-10-01,1\n03/10/2026,2\n04.10.2026,2\n", "mixed_dates", None),
        ("day,value\n" + "2026-10-01,1\n" * 200 + "2026-10-01,x\n" * 100, "too_many_refused", None),
        ("day,value,day\n2026-10-01,1,2\n", "column_twice", "The column “day” stands there twice."),
    ],
)
def test_broken_source_stops_and_never_writes_zero(
    fed: Fed, world: World, sales: Indicator, text: str, code: str, words: str | None
) -> None:
    source = fed()
    ran(source)
    before = values()
    give(source, text)
    for _time in range(2):
        run = ran(source)
        assert (run.outcome, run.trouble["code"], run.written) == ("broken", code, 0)
    source.refresh_from_db()
    assert (source.state, source.trouble["code"], values()) == ("broken", code, before)
    assert words is None or trouble_words(source.trouble) == words
    assert Event.objects.filter(verb="sources.source_broke").count() == 1
    give(source, CSV + "2026-10-04,9,chat\n")
    assert ran(source).written == 1
    source.refresh_from_db()
    assert (source.state, source.trouble, source.broken_at) == ("working", {}, None)
    assert Event.objects.filter(verb="sources.source_healed").count() == 1


def test_refused_rows_are_listed_and_their_day_is_an_estimate(fed: Fed) -> None:
    rows = "".join(f"2026-10-{day:02},{day},x\n" for day in range(1, 21))
    run = ran(fed("day,value,team\n" + rows + "2026-10-05,oops,x\nsoon,4,x\n"))
    assert (run.outcome, run.rows, run.refused, run.written) == ("good", 22, 2, 20)
    assert run.problems == [
        {"row": 22, "column": "value", "value": "oops", "code": "not_a_number"},
        {"row": 23, "column": "day", "value": "soon", "code": "not_a_date"},
    ]
    estimated = Reading.objects.filter(quality="estimated").values_list("value", flat=True)
    assert list(estimated) == [5]


def test_days_that_are_not_over_wait(fed: Fed) -> None:
    run = ran(fed("day,value\n2026-11-14,3\n2026-11-15,4\n2026-11-16,5\n"))
    assert (run.written, values()) == (1, [(3, 1)])


def test_window_that_moves_on_does_not_cut_its_first_day(fed: Fed) -> None:
    source = fed()
    ran(source)
    give(source, "day,value\n2026-10-01,20\n2026-10-02,5\n2026-10-04,2\n")
    assert ran(source).written == 1
    assert values() == [(30, 2), (5, 1), (7, 1), (2, 1)]


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        ({"aggregate": "count"}, [(2, 2), (1, 1), (1, 1)]),
        ({"aggregate": "median", "where_column": "team", "equals": "chat"}, [(10, 1), (5, 1), (7, 1)]),
        ({"aggregate": "mean", "period": "month"}, [(Decimal("10.5"), 4)]),
        ({"aggregate": "last"}, [(20, 2), (5, 1), (7, 1)]),
        ({"aggregate": "p90", "period": "week"}, [(Decimal("17"), 4)]),
    ],
)
def test_aggregates(fed: Fed, mapping: dict[str, str], expected: list[tuple[Decimal, int]]) -> None:
    ran(fed(**mapping))
    assert values() == expected


def test_measurements_of_a_statistic_are_brought_and_withdrawn(fed: Fed, goals: Goals, world: World) -> None:
    kr = add_key_result(
        world.mei, goals.speed, title="Median", kind="statistic", target=Decimal(5), setup=SetupWords(least=1)
    )
    source = fed(key_result=kr)
    assert ran(source).written == 4
    assert ran(source).written == 0
    give(source, CSV.replace("2026-10-01,20,mail\n", ""))
    assert ran(source).written == 1
    standing = Observation.objects.filter(key_result=kr, is_withdrawn=False).values_list("value", flat=True)
    assert sorted(standing) == [5, 7, 10]


def test_read_source_is_refused(fed: Fed, world: World) -> None:
    source = fed()
    for who in (world.mei, world.dora, world.aldo):
        with pytest.raises(Refused):
            read_source(who, source)
    run = read_source(world.cem, source)
    with pytest.raises(Conflict) as refusal:
        read_source(world.cem, source)
    assert refusal.value.code == "running"
    Run.objects.filter(pk=run.pk).delete()
    pause_source(world.cem, source)
    with pytest.raises(Conflict) as refusal:
        read_source(world.cem, source)
    assert refusal.value.code == "paused"


def test_clock_reads_what_is_due_once(fed: Fed, world: World) -> None:
    source = schedule_source(world.cem, fed(), every="hour")
    assert read_by_clock(None, source) is None
    with clock.at(clock.now() + timedelta(hours=2)):
        run = read_by_clock(None, source)
        assert run is not None
        assert (run.person, read_by_clock(None, source)) == (None, None)


def test_owner_without_the_right_breaks_the_source(fed: Fed, world: World, sales: Indicator) -> None:
    source = fed()
    sales.owner, world.cem.role = world.ada, "member"
    sales.save()
    world.cem.save()
    run = ran(Source.objects.get(pk=source.pk))
    assert (run.outcome, run.trouble["code"], values()) == ("broken", "refused", [])
    assert not Notice.objects.exists()
