"""Goals that change while they run: other targets, another measure, a declared status, a pause."""

from decimal import Decimal

from denyut.demo import shapes
from denyut.demo.load.scene import Scene
from denyut.okr.actions import (
    change_key_result,
    check_in,
    declare_key_result,
    move_key_result,
    move_objective,
    retype_key_result,
)
from denyut.okr.models import KeyResult


def retarget(scene: Scene, told: shapes.Episode) -> None:
    """Promise another number, for a reason, in a title that says so."""
    kr = _as_it_is(scene, told)
    change_key_result(
        scene.people[told.who],
        kr,
        title=scene.words(told.options["title"], scene.colleague(told.who).language),
        kind=kr.kind,
        unit=kr.unit,
        currency=kr.currency,
        baseline=kr.baseline,
        target=Decimal(told.options.get("target", kr.target)),
        setup=kr.setup,
        owner=kr.owner,
        delegate=kr.delegate,
        pace=kr.pace,
        cadence=kr.cadence,
        source=kr.source,
        hypothesis=kr.hypothesis,
        effect=kr.effect,
        counts_as=kr.counts_as,
        reason=told.options.get("reason", ""),
        note=scene.said_by(told),
    )


def retype(scene: Scene, told: shapes.Episode) -> None:
    """Measure in another way from now on."""
    kr = _as_it_is(scene, told)
    retype_key_result(
        scene.people[told.who],
        kr,
        kind=told.options["kind"],
        unit=kr.unit,
        baseline=Decimal(told.options["baseline"]),
        target=Decimal(told.options["target"]),
        reason=told.options["reason"],
        note=scene.said_by(told),
    )


def declare(scene: Scene, told: shapes.Episode) -> None:
    """Say how it stands, whatever the numbers say."""
    kr = scene.key_results[told.options["goal"]]
    declare_key_result(scene.people[told.who], kr, status=told.options["status"], reason=scene.said_by(told))


def move(scene: Scene, told: shapes.Episode) -> None:
    """Pause, put off, publish or take up a goal again."""
    actor, key, reason = scene.people[told.who], told.options["goal"], scene.said_by(told)
    if key in scene.objectives:
        move_objective(actor, scene.objectives[key], to=told.options["state"], reason=reason)
    else:
        move_key_result(actor, scene.key_results[key], to=told.options["state"], reason=reason)


def report(scene: Scene, told: shapes.Episode) -> None:
    """Check in on a goal that the files of the quarter don't know, since it was carried over."""
    kr = scene.key_results[told.options["goal"]]
    value, confidence = Decimal(told.options["value"]), int(told.options["confidence"])
    check_in(scene.people[told.who], kr, value=value, confidence=confidence, note=scene.said_by(told))


def _as_it_is(scene: Scene, told: shapes.Episode) -> KeyResult:
    return KeyResult.objects.select_related("owner", "delegate").get(pk=scene.key_results[told.options["goal"]].pk)
