"""What stood in the way of the demo company, what it decided, how its plan changed, and which numbers it guards."""

from collections.abc import Iterator
from datetime import time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from denyut.demo.content import FOLDER
from denyut.demo.files import read_toml
from denyut.demo.load.scene import Happening, Scene
from denyut.matters.actions import ask_decision, close_blocker, decide, raise_blocker
from denyut.matters.models import Blocker, Decision
from denyut.steering.actions import answer_change, confirm_relevance, declare_change, set_guardrail
from denyut.steering.jobs import ask_whether_right
from denyut.steering.models import ChangeCard

MORNING, NOON, LATER = time(9, 40), time(13, 20), time(15, 5)


def matters(scene: Scene) -> list[Happening]:
    """Blockers, decisions, a change of plan and guardrails of those people of the content who work in this company."""
    content = read_toml(FOLDER / "matters.toml")
    people = {person.key for person in scene.company.people}
    guarded = {guardrail["indicator"] for guardrail in content["guardrail"]}
    if not {"hendra", "dewi", "sari", "eko", "syamsul"} <= people or not guarded <= {
        one.key for one in scene.company.indicators
    }:
        return []
    told = [*_blockers(scene, content["blocker"]), *_decisions(scene, content["decision"])]
    return [*told, *_change(scene, content["change"]), *_guardrails(scene, content["guardrail"])]


def _on(scene: Scene, days_ago: int, clock: time, tell: Any, *words: Any) -> Happening:
    day = scene.almanac.common.before(scene.almanac.today, days_ago)
    return Happening(scene.almanac.at(day, clock), partial(tell, scene, *words))


def _blockers(scene: Scene, blockers: list[dict[str, Any]]) -> Iterator[Happening]:
    for number, words in enumerate(blockers):
        yield _on(scene, words["days_ago"], MORNING, _block, words, number)
        if "closed_by" in words:
            yield _on(scene, words["closed_days_ago"], NOON, _close, words, number)


def _block(scene: Scene, words: dict[str, Any], number: int) -> None:
    scene.made[f"blocker-{number}"] = raise_blocker(
        scene.people[words["by"]],
        scene.key_results[words["goal"]],
        text=scene.words(words["text"], scene.language),
        cause=words["cause"],
        waits_on=scene.people.get(words.get("waits_on", "")),
        waits_on_department=scene.departments.get(words.get("department", "")),
    )


def _close(scene: Scene, words: dict[str, Any], number: int) -> None:
    blocker: Blocker = scene.made[f"blocker-{number}"]
    resolution = scene.words(words["resolution"], scene.language)
    close_blocker(scene.people[words["closed_by"]], blocker, resolution=resolution)


def _decisions(scene: Scene, decisions: list[dict[str, Any]]) -> Iterator[Happening]:
    for number, words in enumerate(decisions):
        yield _on(scene, words["days_ago"], NOON, _ask, words, number)
        if "choice" in words:
            yield _on(scene, words["decided_days_ago"], LATER, _decide, words, number)


def _ask(scene: Scene, words: dict[str, Any], number: int) -> None:
    scene.made[f"decision-{number}"] = ask_decision(
        scene.people[words["by"]],
        question=scene.words(words["question"], scene.language),
        options=words["options"][scene.language],
        decider=scene.people[words["decider"]],
        key_results=[scene.key_results[key] for key in words["goals"]],
        due_on=scene.almanac.today + timedelta(days=words["due_in"]),
    )


def _decide(scene: Scene, words: dict[str, Any], number: int) -> None:
    decision: Decision = scene.made[f"decision-{number}"]
    reason = scene.words(words["reason"], scene.language)
    decide(scene.people[words["decider"]], decision, choice=decision.options[words["choice"]], reason=reason)


def _change(scene: Scene, words: dict[str, Any]) -> Iterator[Happening]:
    yield _on(scene, words["days_ago"], MORNING, _declare, words)
    for clock, (key, answer) in zip((NOON, LATER), words["answers"], strict=True):
        yield _on(scene, words["days_ago"], clock, _answer, key, answer)
    yield _on(scene, 1, MORNING, _look_at_goals)


def _declare(scene: Scene, words: dict[str, Any]) -> None:
    declare_change(
        scene.people[words["by"]],
        kind=words["kind"],
        text=scene.words(words["text"], scene.language),
        objectives=[scene.objectives[key] for key in words["objectives"]],
    )


def _answer(scene: Scene, key: str, answer: str) -> None:
    for card in ChangeCard.objects.waiting().filter(person=scene.people[key]):
        answer_change(scene.people[key], card, answer=answer)


def _look_at_goals(scene: Scene) -> None:
    """The month's question, which one of them has answered."""
    ask_whether_right.call()
    confirm_relevance(scene.people["dewi"])


def _guardrails(scene: Scene, guardrails: list[dict[str, Any]]) -> Iterator[Happening]:
    for words in guardrails:
        yield _on(scene, words["days_ago"], LATER, _guard, words)


def _guard(scene: Scene, words: dict[str, Any]) -> None:
    set_guardrail(
        scene.people[words["by"]],
        scene.indicators[words["indicator"]],
        side=words["side"],
        limit=Decimal(str(words["limit"])),
        objective=scene.objectives[words["objective"]],
        sponsors=[scene.people[key] for key in words["sponsors"]],
        why=scene.words(words["why"], scene.language),
    )
