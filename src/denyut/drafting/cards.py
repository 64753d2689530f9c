"""Cards: examples and templates as a reader sees them, in one language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise

from denyut.drafting.blueprints import Blueprint
from denyut.drafting.library import Example, department_names, examples
from denyut.drafting.measures import Way, way_of
from denyut.lib.tokens import tokenise
from denyut.okr.models import Objective


@dataclass(frozen=True, slots=True)
class Line:
    """One key result of a card. `number` counts from 1."""

    number: int
    title: str
    hypothesis: str
    source: str
    steps: tuple[str, ...]
    way: Way


@dataclass(frozen=True, slots=True)
class Card:
    """A goal to begin from."""

    title: str
    why: str
    ambition: str | Promise
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class ExampleCard:
    """An example of the library. `tokens` are what a search finds it by."""

    key: str
    department: str
    department_name: str
    card: Card
    tokens: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The examples of one kind of department; `is_own` marks the reader's."""

    department: str
    name: str
    is_own: bool
    cards: list[ExampleCard]


def card_of(blueprint: Blueprint, language: str) -> Card:
    """A blueprint as a card in the reader's language."""
    words = blueprint.in_language(language)
    rows = enumerate(zip(words.key_results, blueprint.measures, strict=True), 1)
    lines = [
        Line(number, kr.title, kr.hypothesis, kr.source, kr.steps, way_of(measure, kr, language))
        for number, (kr, measure) in rows
    ]
    return Card(words.title, words.why, Objective.Ambition(blueprint.ambition).label, lines)


@lru_cache(maxsize=16)
def example_cards(language: str) -> dict[str, ExampleCard]:
    """All examples in this language, by key. The active language has to be the same."""
    names = department_names(language)
    return {key: _example_card(example, names[example.department], language) for key, example in examples().items()}


def shelves(cards: Iterable[ExampleCard], language: str, *, own: str) -> list[Shelf]:
    """The cards by department, in the library's order; the reader's own department comes first."""
    by_kind: dict[str, list[ExampleCard]] = {}
    for card in cards:
        by_kind.setdefault(card.department, []).append(card)
    names = department_names(language)
    kinds = sorted((kind for kind in names if kind in by_kind), key=lambda kind: kind != own)
    return [Shelf(kind, names[kind], kind == own, by_kind[kind]) for kind in kinds]


def answers(tokens: frozenset[str], asked: Sequence[str]) -> bool:
    """Whether all words asked for are there: "cost" finds "costs", a word of another script is found inside longer ones."""
    return all(word in tokens or any(_is_part(word, token) for token in tokens) for word in asked)


def _is_part(word: str, token: str) -> bool:
    # Short Latin words begin too many others; the Arabic article stands before a word.
    return token.startswith(word) if word.isascii() and len(word) >= 4 else not word.isascii() and word in token


def tokens_of(card: Card, *more: str) -> frozenset[str]:
    """What a search finds a card by: every word a reader sees on it."""
    texts = [card.title, card.why, *more]
    for line in card.lines:
        texts += [line.title, line.hypothesis, line.source]
    return frozenset(tokenise(" ".join(texts)))


def _example_card(example: Example, name: str, language: str) -> ExampleCard:
    card = card_of(example.blueprint, language)
    return ExampleCard(example.key, example.department, name, card, tokens_of(card, name))
