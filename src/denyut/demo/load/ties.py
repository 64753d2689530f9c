"""How goals stand to each other: links, asks, challenges, and what goals are to move."""

from datetime import date
from decimal import Decimal
from typing import TypedDict

from denyut.alignment.actions import (
    answer_challenge,
    ask_departments,
    challenge_goal,
    link_influence,
    respond,
)
from denyut.alignment.models import Ask
from denyut.demo import shapes
from denyut.demo.load.scene import Scene
from denyut.demo.load.times import span_of
from denyut.okr.actions import answer_edge, counter_edge, propose_edge
from denyut.okr.models import KeyResult, Objective


class _One(TypedDict, total=False):
    """A goal as deeds take it: one of the two."""

    objective: Objective
    key_result: KeyResult


def propose(scene: Scene, told: shapes.Episode) -> None:
    """Offer a link."""
    scene.made[told.key] = propose_edge(
        scene.people[told.who],
        kind=told.options["kind"],
        from_objective=scene.objectives.get(told.options["from"]),
        from_key_result=scene.key_results.get(told.options["from"]),
        to_objective=scene.objectives.get(told.options["to"]),
        to_key_result=scene.key_results.get(told.options["to"]),
        weight=_number(told, "weight"),
        note=scene.said_by(told),
    )


def answer(scene: Scene, told: shapes.Episode) -> None:
    """Accept or decline a link."""
    made = scene.made[told.options["on"]]
    answer_edge(scene.people[told.who], made, answer=told.options["answer"], note=scene.said_by(told))


def counter(scene: Scene, told: shapes.Episode) -> None:
    """Answer a link with another kind or weight of it."""
    made = scene.made[told.options["on"]]
    scene.made[told.key] = counter_edge(
        scene.people[told.who],
        made,
        kind=told.options["kind"],
        to_objective=made.to_objective,
        to_key_result=made.to_key_result,
        weight=_number(told, "weight"),
        note=scene.said_by(told),
    )


def ask(scene: Scene, told: shapes.Episode) -> None:
    """Ask a department how it supports a goal."""
    goal, department = scene.objectives[told.options["goal"]], scene.departments[told.options["department"]]
    ask_departments(
        scene.people[told.who],
        goal,
        departments=[department],
        due_on=_day(scene, told.options["due"]),
        note=scene.said_by(told),
    )
    scene.made[told.key] = goal


def respond_to(scene: Scene, told: shapes.Episode) -> None:
    """Answer with a goal of one's own, or say why there is none."""
    department = scene.departments[told.options["department"]]
    made = Ask.objects.get(objective=scene.made[told.options["on"]], department=department)
    respond(
        scene.people[told.who],
        made,
        objective=scene.objectives.get(told.options.get("goal", "")),
        reason=scene.said_by(told),
    )


def challenge(scene: Scene, told: shapes.Episode) -> None:
    """Hold something against a goal."""
    scene.made[told.key] = challenge_goal(
        scene.people[told.who],
        **_goal(scene, told),
        text=scene.said_by(told),
        proposed_target=_number(told, "target"),
    )


def answer_to_challenge(scene: Scene, told: shapes.Episode) -> None:
    """Take an objection up, or explain the goal."""
    made = scene.made[told.options["on"]]
    answer_challenge(scene.people[told.who], made, answer=told.options["answer"], note=scene.said_by(told))


def influence(scene: Scene, told: shapes.Episode) -> None:
    """Say which indicator a goal is expected to move."""
    link_influence(
        scene.people[told.who],
        **_goal(scene, told),
        indicator=scene.indicators[told.options["indicator"]],
        direction=told.options["direction"],
        size=_number(told, "size"),
        delay_days=told.options["delay"],
        reason=scene.said_by(told),
    )


def _goal(scene: Scene, told: shapes.Episode) -> _One:
    key = told.options["goal"]
    return {"objective": scene.objectives[key]} if key in scene.objectives else {"key_result": scene.key_results[key]}


def _number(told: shapes.Episode, name: str) -> Decimal | None:
    return Decimal(told.options[name]) if name in told.options else None


def _day(scene: Scene, number: int) -> date:
    current = next(cycle for cycle in scene.company.cycles if cycle.key == "current")
    return scene.almanac.common.number(span_of(current, scene.almanac.today).starts_on, number)
