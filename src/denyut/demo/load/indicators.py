"""Indicators and what was read from them, week by week."""

from datetime import datetime, time, timedelta
from functools import partial

from django.utils import translation

from denyut.demo import shapes
from denyut.demo.load.scene import Happening, Scene, every
from denyut.demo.load.times import WEEK
from denyut.metrics.actions import add_indicator, adopt_indicator, read_indicator

QUARTERS = ("earlier", "previous", "current")
STARTS = time(15, 0)
BEFORE_THE_REPORT = timedelta(minutes=45)


def indicators(scene: Scene) -> list[Happening]:
    """The indicators, added on the afternoon of the founding day, and every reading whose moment has come."""
    start = scene.almanac.at(scene.founding_day, STARTS)
    added = every(3, start, [partial(_add, scene, one) for one in scene.company.indicators])
    return added + [reading for one in scene.company.indicators for reading in _readings(scene, one)]


def _readings(scene: Scene, indicator: shapes.Indicator) -> list[Happening]:
    """Each reading before its owner reports on goals; the first is of the week before the earliest quarter."""
    moments = [at for key in QUARTERS for at in _moments(scene, indicator, key)]
    told = zip([moments[0] - WEEK, *moments], indicator.readings, strict=True)
    return [
        Happening(at, partial(_read, scene, indicator, place))
        for place, (at, _value) in enumerate(told)
        if at < scene.almanac.until
    ]


def _moments(scene: Scene, indicator: shapes.Indicator, key: str) -> list[datetime]:
    cycle = next(cycle for cycle in scene.company.cycles if cycle.key == key)
    owner = scene.colleague(indicator.owner)
    periods = range(1, cycle.periods + 1)
    return [scene.almanac.report_at(cycle, n, owner, indicator.key) - BEFORE_THE_REPORT for n in periods]


def _add(scene: Scene, indicator: shapes.Indicator) -> None:
    language = scene.colleague(indicator.owner).language
    lead = next(department.lead for department in scene.company.departments if department.key == indicator.department)
    owner, department = scene.people[indicator.owner], scene.departments[indicator.department]
    if indicator.known:
        with translation.override(scene.spoken(language)):
            made = adopt_indicator(scene.people[lead], known=indicator.known, owner=owner, department=department)
        scene.indicators[indicator.key] = made
        return
    low, high = indicator.band
    scene.indicators[indicator.key] = add_indicator(
        scene.people[lead],
        key=indicator.key,
        name=scene.words(indicator.name, language),
        unit=scene.unit(indicator.unit, language),
        good=indicator.good,
        band_low=low,
        band_high=high,
        description=scene.words(indicator.formula, language),
        is_leading=indicator.signal == "leading",
        owner=owner,
        department=department,
    )


def _read(scene: Scene, indicator: shapes.Indicator, place: int) -> None:
    read_indicator(scene.people[indicator.owner], scene.indicators[indicator.key], value=indicator.readings[place])
