"""Goals: cycles open before they start, fill with objectives from the top down, hear a report each week, and close."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import cast

from denyut.demo import shapes
from denyut.demo.load import looking_back
from denyut.demo.load.scene import Happening, Scene, every
from denyut.demo.load.times import DAY, Span, span_of
from denyut.okr.actions import (
    add_key_result,
    add_objective,
    change_objective,
    check_in,
    close_cycle,
    open_cycle,
)
from denyut.okr.actions.check_ins import DROP
from denyut.okr.models import Objective, Visibility
from denyut.okr.setups import SetupWords
from denyut.spine.access import may
from denyut.spine.events import Via

WEB = Via("web")
OPENED_BEFORE, PLANNED_BEFORE, DAYS_A_LEVEL = 14, 12, 2
COMING_OPENED, COMING_PLANNED = 9, 7
PLANNING, LOOKING_BACK, SCORING, CLOSING = time(9, 30), time(8, 0), time(8, 32), time(9, 10)
HUNDRED = 100

# What people say when they are much less sure than the last time and the story itself gives no reason.
DOUBTS = (
    {
        "id": "Lebih lambat dari rencana; kami tinjau pekan ini.",
        "en": "Slower than planned; we look into it this week.",
    },
    {"id": "Dua orang cuti, antrean menumpuk.", "en": "Two people are away and the queue grows."},
    {"id": "Pemasok terlambat; kami cari jalan lain.", "en": "The supplier is late; we look for another way."},
    {"id": "Angka awalnya terlalu bagus.", "en": "The first numbers were too good."},
)


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the content at the moment at which it was made."""

    at: datetime
    check_in: shapes.CheckIn


def planning(scene: Scene) -> list[Happening]:
    """Cycles, the year before its quarters, and their objectives, those served before those that serve."""
    told: list[Happening] = []
    for cycle in scene.company.cycles:
        days, starts_on = scene.almanac.common, span_of(cycle, scene.almanac.today).starts_on
        is_coming = cycle.back < 0
        counted_from = scene.almanac.today if is_coming else starts_on
        opened_before, planned_before = (
            (COMING_OPENED, COMING_PLANNED) if is_coming else (OPENED_BEFORE, PLANNED_BEFORE)
        )
        opened = scene.almanac.at(days.before(counted_from, opened_before), PLANNING)
        told.append(Happening(opened, partial(_open_cycle, scene, cycle)))
        for place, objective in enumerate(scene.company.objectives_of(cycle.key)):
            day = days.before(counted_from, planned_before - DAYS_A_LEVEL * _depth(scene, objective))
            start = scene.almanac.at(day, PLANNING) + timedelta(minutes=11 * place)
            told += every(2, start, list(_setting(scene, objective)))
    return told


def reports(scene: Scene) -> list[Happening]:
    """Every check-in whose moment has come."""
    return [
        Happening(report.at, partial(_report, scene, objective, kr, report.check_in))
        for objective in scene.company.objectives
        for kr in objective.key_results
        for report in reports_of(scene, objective.cycle, kr)
    ]


def closings(scene: Scene) -> list[Happening]:
    """On the day after a cycle its owners write down what they learnt and score it, and the leader closes it."""
    told: list[Happening] = []
    for cycle in scene.company.cycles:
        day = span_of(cycle, scene.almanac.today).ends_on + DAY
        taught = [objective for objective in scene.company.objectives_of(cycle.key) if objective.lesson]
        told += every(3, scene.almanac.at(day, LOOKING_BACK), [partial(_learn, scene, one) for one in taught])
        told += every(1, scene.almanac.at(day, SCORING), list(_scores(scene, cycle)))
        told.append(Happening(scene.almanac.at(day, CLOSING), partial(_close_cycle, scene, cycle)))
    return [happening for happening in told if happening.at < scene.almanac.until]


def reports_of(scene: Scene, cycle: str, kr: shapes.KeyResult) -> Iterator[Report]:
    """The reports on a key result whose moment has come, oldest first."""
    where = next(one for one in scene.company.cycles if one.key == cycle)
    owner = scene.colleague(kr.owner)
    for said in kr.check_ins(where.periods):
        at = scene.almanac.report_at(where, said.period, owner, kr.key)
        if at < scene.almanac.until:
            yield Report(at, said)


def _scores(scene: Scene, cycle: shapes.Cycle) -> Iterator[Callable[[], object]]:
    for objective in scene.company.objectives_of(cycle.key):
        for kr in objective.key_results:
            yield partial(looking_back.take_suggested, scene, objective, kr)
    yield partial(looking_back.ask_why, scene, cycle)


def _open_cycle(scene: Scene, cycle: shapes.Cycle) -> None:
    span = span_of(cycle, scene.almanac.today)
    year = scene.cycles.get("year")
    is_within = year is not None and year.starts_on <= span.starts_on <= year.ends_on
    scene.cycles[cycle.key] = open_cycle(
        scene.people[scene.leader.key],
        name=_name_of(cycle, span, scene.language),
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        kind=cycle.kind,
        parent=year if is_within else None,
    )


def _name_of(cycle: shapes.Cycle, span: Span, language: str) -> str:
    year = str(span.starts_on.year)
    quarter = (span.starts_on.month + 2) // 3
    if cycle.kind == "year":
        return year
    return f"Q{quarter} {year}" if language == "en" else f"Kuartal {quarter} {year}"


def _setting(scene: Scene, objective: shapes.Objective) -> Iterator[Callable[[], object]]:
    yield partial(_add_objective, scene, objective)
    for kr in objective.key_results:
        yield partial(_add_key_result, scene, objective, kr)


def _add_objective(scene: Scene, objective: shapes.Objective) -> None:
    cycle = scene.cycles[objective.cycle]
    department = None if objective.level == "company" else scene.departments[objective.department]
    owner = scene.people[objective.owner]
    is_allowed = bool(may(owner, "okr.add_objective", cycle, department))
    lead = next(d.lead for d in scene.company.departments if d.key == objective.department)
    is_served = any(o.parent == objective.key and o.cycle == objective.cycle for o in scene.company.objectives)
    scene.objectives[objective.key] = add_objective(
        owner if is_allowed else scene.people[lead],
        cycle,
        title=scene.words(objective.title, objective.language),
        owner=owner,
        department=department,
        parent=scene.objectives.get(objective.parent),
        ambition=objective.kind,
        roll_up=Objective.RollUp.BOTH if is_served else Objective.RollUp.KEY_RESULTS,
        visibility=Visibility.PRIVATE if objective.is_private else Visibility.PUBLIC,
        state=objective.state,
    )


def _add_key_result(scene: Scene, objective: shapes.Objective, kr: shapes.KeyResult) -> None:
    made = scene.objectives[objective.key]
    scene.key_results[kr.key] = add_key_result(
        made.owner,
        made,
        title=scene.words(kr.title, objective.language),
        kind=kr.kind,
        unit=scene.unit(kr.unit, objective.language),
        baseline=kr.baseline,
        target=kr.target,
        setup=cast("SetupWords", dict(kr.setup)),
        source=scene.words(kr.source, objective.language) if kr.source else "",
        owner=scene.people[kr.owner],
        delegate=scene.people.get(kr.delegate),
        weight=kr.weight,
        hypothesis=scene.words(kr.why, objective.language)[:500] if kr.why else "",
    )


def _report(scene: Scene, objective: shapes.Objective, kr: shapes.KeyResult, said: shapes.CheckIn) -> None:
    author, made = scene.people[kr.owner], scene.key_results[kr.key]
    sure = int(said.confidence * HUNDRED)
    made.refresh_from_db(fields=["confidence"])
    note = said.note or (_doubt(scene, objective, said) if (made.confidence or 0) - sure >= DROP else "")
    check_in.via(WEB)(author, made, value=said.value, confidence=sure, note=note)
    scene.known[kr.key] = said.value


def _doubt(scene: Scene, objective: shapes.Objective, said: shapes.CheckIn) -> str:
    """Who is much less sure than before says why."""
    return scene.words(DOUBTS[said.period % len(DOUBTS)], objective.language)


def _learn(scene: Scene, objective: shapes.Objective) -> None:
    """The lesson takes its place in front of the description."""
    made = Objective.objects.select_related("cycle", "owner", "department", "parent").get(
        pk=scene.objectives[objective.key].pk
    )
    change_objective(
        made.owner,
        made,
        title=made.title,
        description="\n\n".join(filter(None, [objective.lesson, made.description])),
        owner=made.owner,
        department=made.department,
        parent=made.parent,
        ambition=made.ambition,
        roll_up=made.roll_up,
        visibility=made.visibility,
    )


def _close_cycle(scene: Scene, cycle: shapes.Cycle) -> None:
    scene.cycles[cycle.key] = close_cycle(scene.people[scene.leader.key], scene.cycles[cycle.key])


def _depth(scene: Scene, objective: shapes.Objective) -> int:
    above = {other.key: other.parent for other in scene.company.objectives}
    depth, key = 0, objective.parent
    while key in above:
        depth, key = depth + 1, above[key]
    return depth
