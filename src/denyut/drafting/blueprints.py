"""Blueprints: what a goal that is begun from a template or an example will be, in numbers and in the words of several languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, TypedDict, cast

from denyut.okr.setups import SetupWords
from denyut.people.languages import LANGUAGES

# Who finds no words in their own language reads these, in this order.
FALLBACKS = ("en", *(code for code, _name in LANGUAGES if code != "en"))


class MeasureContent(TypedDict, total=False):
    """How one key result is measured. A `unit` that every language has a word for is kept by its code ("day"), others as they are."""

    kind: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    setup: SetupWords


class KeyResultText(TypedDict, total=False):
    """The words of one key result in one language. `steps` name its milestones."""

    title: str
    hypothesis: str
    source: str
    steps: Sequence[str]


class GoalText(TypedDict, total=False):
    """The words of a goal in one language, its key results in the order of their measures. `guide` says how to word it well."""

    title: str
    why: str
    guide: str
    key_results: Sequence[KeyResultText]


class Content(TypedDict, total=False):
    """A whole blueprint as doors pass it on: what is the same everywhere, and the words by language."""

    ambition: str
    measures: Sequence[MeasureContent]
    texts: Mapping[str, GoalText]


@dataclass(frozen=True, slots=True)
class Measure:
    """How one key result is measured. `setup` is in the words that are kept as JSON; what is None is left to whoever begins the goal."""

    kind: str
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    setup: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeyResultWords:
    """The words of one key result; what is empty is not written in this language."""

    title: str = ""
    hypothesis: str = ""
    source: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalWords:
    """The words of a goal, with one entry for each measure."""

    title: str = ""
    why: str = ""
    key_results: tuple[KeyResultWords, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether the goal and all its key results have a title."""
        return bool(self.title) and all(kr.title for kr in self.key_results)


@dataclass(frozen=True)
class Blueprint:
    """A goal with its key results, in every language that somebody wrote it in."""

    ambition: str
    measures: tuple[Measure, ...]
    words: Mapping[str, GoalWords]

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages in which all titles are written."""
        return frozenset(code for code, words in self.words.items() if words.is_complete)

    def in_language(self, language: str) -> GoalWords:
        """The words for a reader of this language; a text that it lacks is taken from the next language that has it."""
        chain = [self.words[code] for code in dict.fromkeys((language, *FALLBACKS)) if code in self.words]
        rows = range(len(self.measures))
        return GoalWords(
            title=_first([words.title for words in chain]),
            why=_first([words.why for words in chain]),
            key_results=tuple(_merged([words.key_results[row] for words in chain]) for row in rows),
        )


def blueprint_of(content: Content | Mapping[str, Any]) -> Blueprint:
    """The blueprint that a content says. Key results without a measure are left out, measures without words have empty ones."""
    measures = tuple(_measure(measure) for measure in content.get("measures", ()))
    texts: Mapping[str, GoalText] = content.get("texts", {})
    words = {code: _words(text, len(measures)) for code, text in texts.items()}
    return Blueprint(
        content.get("ambition", ""), measures, {code: said for code, said in words.items() if _is_said(said)}
    )


def content_of(blueprint: Blueprint) -> dict[str, Any]:
    """A blueprint as JSON keeps it: numbers as digits, empty words left out."""
    return {
        "ambition": blueprint.ambition,
        "measures": [_kept_measure(measure) for measure in blueprint.measures],
        "texts": {code: _kept_words(words) for code, words in blueprint.words.items()},
    }


def _measure(content: MeasureContent) -> Measure:
    numbers = {name: _number(content.get(name)) for name in ("baseline", "target")}
    setup = cast("Mapping[str, Any]", content.get("setup", {}))
    return Measure(content.get("kind", ""), " ".join(content.get("unit", "").split()), **numbers, setup=setup)


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _words(text: GoalText, rows: int) -> GoalWords:
    said = [*text.get("key_results", ())][:rows]
    said += [KeyResultText()] * (rows - len(said))
    return GoalWords(_line(text.get("title", "")), _plain(text.get("why", "")), tuple(map(_kr_words, said)))


def _kr_words(text: KeyResultText) -> KeyResultWords:
    steps = tuple(line for line in map(_line, text.get("steps", ())) if line)
    return KeyResultWords(
        _line(text.get("title", "")), _line(text.get("hypothesis", "")), _line(text.get("source", "")), steps
    )


def _line(text: str) -> str:
    return " ".join(_plain(text).split())


def _plain(text: str) -> str:
    return text.replace("\x00", "").strip()


def _is_said(words: GoalWords) -> bool:
    return bool(words.title or words.why) or any(kr != KeyResultWords() for kr in words.key_results)


def _first[T: (str, tuple[str, ...])](texts: Sequence[T]) -> T:
    return next((text for text in texts if text), texts[0])


def _merged(said: Sequence[KeyResultWords]) -> KeyResultWords:
    return KeyResultWords(
        title=_first([kr.title for kr in said]),
        hypothesis=_first([kr.hypothesis for kr in said]),
        source=_first([kr.source for kr in said]),
        steps=_first([kr.steps for kr in said]),
    )


def _kept_measure(measure: Measure) -> dict[str, Any]:
    numbers = {"baseline": measure.baseline, "target": measure.target}
    digits = {name: format(value, "f") for name, value in numbers.items() if value is not None}
    return {"kind": measure.kind, "unit": measure.unit, **digits, "setup": dict(measure.setup)}


def _kept_words(words: GoalWords) -> dict[str, Any]:
    return {"title": words.title, "why": words.why, "key_results": [_kept_kr_words(kr) for kr in words.key_results]}


def _kept_kr_words(kr: KeyResultWords) -> dict[str, Any]:
    said = {"title": kr.title, "hypothesis": kr.hypothesis, "source": kr.source, "steps": list(kr.steps)}
    return {name: text for name, text in said.items() if text}
