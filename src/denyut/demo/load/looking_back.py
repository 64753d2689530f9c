"""The end of a quarter: what goals are worth, what they taught, and what goes on."""

from decimal import Decimal

from denyut.closing.actions import answer_post_mortem, open_post_mortem, write_lesson
from denyut.demo import shapes
from denyut.demo.load.scene import Scene
from denyut.okr.actions import carry_over, score_key_result
from denyut.okr.models import Objective


def take_suggested(scene: Scene, objective: shapes.Objective, kr: shapes.KeyResult) -> None:
    """Take the score that the numbers suggest."""
    score_key_result(scene.people[objective.owner], scene.key_results[kr.key])


def ask_why(scene: Scene, cycle: shapes.Cycle) -> None:
    """Ask for a post-mortem of every promise that was not kept, as the product does by itself while it hears of scores."""
    for objective in scene.company.objectives_of(cycle.key):
        made = Objective.objects.get(pk=scene.objectives[objective.key].pk)
        open_post_mortem(scene.people[scene.leader.key], made)


def score(scene: Scene, told: shapes.Episode) -> None:
    """Give another score than the numbers suggest, and say why."""
    kr = scene.key_results[told.options["goal"]]
    given = Decimal(told.options["score"])
    score_key_result(scene.people[told.who], kr, score=given, reason=scene.said_by(told))


def learn(scene: Scene, told: shapes.Episode) -> None:
    """Write down a lesson of an objective."""
    goal = scene.objectives[told.options["goal"]]
    kind, cause = told.options["kind"], told.options.get("cause", "")
    write_lesson(scene.people[told.who], goal, text=scene.said_by(told), kind=kind, cause=cause)


def answer(scene: Scene, told: shapes.Episode) -> None:
    """Say why a promise was not kept."""
    goal = scene.objectives[told.options["goal"]]
    answer_post_mortem(scene.people[told.who], goal, text=scene.said_by(told), cause=told.options["cause"])


def carry(scene: Scene, told: shapes.Episode) -> None:
    """Take what is left of a goal into another cycle."""
    into = scene.cycles[told.options["into"]]
    made = carry_over(scene.people[told.who], scene.objectives[told.options["goal"]], into)
    scene.objectives[told.key] = made
    for place, kr in enumerate(made.key_results.all(), start=1):
        scene.key_results[f"{told.key}:{place}"] = kr
