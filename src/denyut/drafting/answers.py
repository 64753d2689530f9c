"""What whoever begins a goal says beside the template, and what is still missing then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypedDict

from denyut.drafting.blueprints import Blueprint, KeyResultWords, Measure
from denyut.drafting.linting.draft import WITHOUT_START
from denyut.okr.progress import Kind


class Answer(TypedDict, total=False):
    """What is said about one key result. What is left out is as the template has it."""

    title: str
    baseline: Decimal | None
    target: Decimal | None
    source: str
    hypothesis: str
    due_on: date | None


class Answers(TypedDict, total=False):
    """What is said about the goal, its key results in the order of the template."""

    title: str
    why: str
    key_results: Sequence[Answer]


class Required(StrEnum):
    """What a template can ask of every goal that is begun from it."""

    WHY = "why"
    BASELINE = "baseline"
    SOURCE = "source"
    HYPOTHESIS = "hypothesis"
    DUE_ON = "due_on"


@dataclass(frozen=True, slots=True)
class BegunKeyResult:
    """A key result as it will be added, in one language."""

    words: KeyResultWords
    measure: Measure
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class BegunGoal:
    """A goal as it will be added, in one language."""

    title: str
    why: str
    ambition: str
    key_results: tuple[BegunKeyResult, ...]


def begun_goal(blueprint: Blueprint, language: str, answers: Answers) -> BegunGoal:
    """The goal that comes of a blueprint and what somebody said beside it."""
    words = blueprint.in_language(language)
    said = [*answers.get("key_results", ())][: len(blueprint.measures)]
    said += [Answer()] * (len(blueprint.measures) - len(said))
    rows = zip(words.key_results, blueprint.measures, said, strict=True)
    return BegunGoal(
        title=answers.get("title", words.title),
        why=answers.get("why", words.why),
        ambition=blueprint.ambition,
        key_results=tuple(_begun(kr, measure, answer) for kr, measure, answer in rows),
    )


def missing(goal: BegunGoal, required: Sequence[str]) -> Iterator[tuple[Required, int]]:
    """What is required and not said, each with the number of its key result from 1 on; 0 stands for the objective itself."""
    if Required.WHY in required and not goal.why.strip():
        yield Required.WHY, 0
    for number, kr in enumerate(goal.key_results, 1):
        yield from ((field, number) for field in Required if field in required and _is_missing(kr, field))


def _begun(kr: KeyResultWords, measure: Measure, answer: Answer) -> BegunKeyResult:
    words = KeyResultWords(
        title=answer.get("title", kr.title),
        hypothesis=answer.get("hypothesis", kr.hypothesis),
        source=answer.get("source", kr.source),
        steps=kr.steps,
    )
    numbers = Measure(
        kind=measure.kind,
        unit=measure.unit,
        baseline=answer.get("baseline", measure.baseline),
        target=answer.get("target", measure.target),
        setup=measure.setup,
    )
    return BegunKeyResult(words, numbers, answer.get("due_on"))


def _is_missing(kr: BegunKeyResult, field: Required) -> bool:
    said = {
        Required.SOURCE: bool(kr.words.source.strip()),
        Required.HYPOTHESIS: bool(kr.words.hypothesis.strip()),
        Required.DUE_ON: kr.due_on is not None,
        Required.BASELINE: kr.measure.baseline is not None or Kind(kr.measure.kind) in WITHOUT_START,
    }
    return not said.get(field, True)
