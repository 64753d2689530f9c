"""What key results are made of: work, milestones, sessions, measurements."""

from datetime import date

from denyut.demo import shapes
from denyut.demo.load.scene import Scene
from denyut.demo.load.times import span_of
from denyut.okr.actions import (
    add_initiative,
    add_milestone,
    exempt,
    finish_initiative,
    hold_session,
    observe,
    reach_milestone,
)
from denyut.okr.models import Reason


def add_work(scene: Scene, told: shapes.Episode) -> None:
    """Plan work that is to move a key result."""
    scene.made[told.key] = add_initiative(
        scene.people[told.who],
        scene.key_results[told.options["goal"]],
        title=scene.said_by(told),
        kind=told.options["kind"],
        owner=scene.people[told.options["owner"]],
        due_on=_due(scene, told),
    )


def finish_work(scene: Scene, told: shapes.Episode) -> None:
    """Say that work is done."""
    finish_initiative(scene.people[told.who], scene.made[told.options["on"]])


def add_step(scene: Scene, told: shapes.Episode) -> None:
    """Name a milestone."""
    kr = scene.key_results[told.options["goal"]]
    title, due_on = scene.said_by(told), _due(scene, told)
    scene.made[told.key] = add_milestone(scene.people[told.who], kr, title=title, due_on=due_on, reason=Reason.LEARNING)


def reach_step(scene: Scene, told: shapes.Episode) -> None:
    """Say that a milestone is reached."""
    reach_milestone(scene.people[told.who], scene.made[told.options["on"]])


def hold(scene: Scene, told: shapes.Episode) -> None:
    """Say who came to a session so far."""
    kr, people = scene.key_results[told.options["goal"]], [scene.people[key] for key in told.options["people"]]
    hold_session(scene.people[told.who], kr, session=told.options["session"], people=people)


def leave_out(scene: Scene, told: shapes.Episode) -> None:
    """Say of whom it is not asked, and why."""
    kr, person = scene.key_results[told.options["goal"]], scene.people[told.options["person"]]
    exempt(scene.people[told.who], kr, person=person, reason=scene.said_by(told))


def measure(scene: Scene, told: shapes.Episode) -> None:
    """Hand in the raw numbers of a day."""
    observe(scene.people[told.who], scene.key_results[told.options["goal"]], values=told.options["values"])


def _due(scene: Scene, told: shapes.Episode) -> date:
    cycle = next(cycle for cycle in scene.company.cycles if cycle.key == told.cycle)
    span = span_of(cycle, scene.almanac.today)
    return min(scene.almanac.common.number(span.starts_on, told.options["due"]), span.ends_on)
