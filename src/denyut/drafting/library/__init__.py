"""Forty good goals for common departments, in seven languages, to begin from and to learn from.

`numbers.toml` holds what is the same in every language, `texts/` one file of words for each; both are read once.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from denyut.drafting.blueprints import Blueprint, GoalWords, KeyResultWords, Measure
from denyut.okr.setups import kept, setup_of
from denyut.people.languages import LANGUAGES

HERE = Path(__file__).parent
KEY_RESULTS = ("kr1", "kr2", "kr3")
PLAIN = ("kind", "unit", "baseline", "target")


@dataclass(frozen=True)
class Example:
    """A goal of the library. `department` is the key of a kind of department."""

    key: str
    department: str
    blueprint: Blueprint


@cache
def examples() -> Mapping[str, Example]:
    """All examples by their key, in the order of the library."""
    texts = {code: texts_in(code) for code, _name in LANGUAGES}
    return {key: _example(key, rows, {code: texts[code][key] for code in texts}) for key, rows in numbers().items()}


@cache
def numbers() -> dict[str, Any]:
    """What is the same in every language, by the example's key."""
    return _read(HERE / "numbers.toml")


@cache
def texts_in(language: str) -> dict[str, Any]:
    """One language's file: the words of each example by its key, beside the names of departments and units."""
    return _read(HERE / "texts" / f"{language}.toml")


def department_names(language: str) -> Mapping[str, str]:
    """The kinds of departments and their names in this language, in their order."""
    names: Mapping[str, str] = texts_in(language)["departments"]
    return names


def department_like(name: str) -> str:
    """The kind of department that a company's own department is called like in one of the languages; empty when there is none."""
    wanted = set(_name_words(name))
    likes = {kind: max(_likeness(wanted, names[kind]) for names in _all_names()) for kind in department_names("en")}
    best = max(likes, key=lambda kind: likes[kind])
    return best if likes[best] >= 0.5 else ""


def unit_word(unit: str, language: str) -> str:
    """What a unit is called in this language; one that is no code of the library stays as it is."""
    word: str = texts_in(language)["units"].get(unit, unit)
    return word


def unit_code(word: str) -> str:
    """The code of a unit that is called so in one of the languages; any other stays as it is."""
    return _codes().get(word.strip().casefold(), word.strip())


@cache
def _codes() -> Mapping[str, str]:
    return {word.casefold(): code for one, _name in LANGUAGES for code, word in texts_in(one)["units"].items()}


@cache
def _all_names() -> tuple[Mapping[str, str], ...]:
    return tuple(department_names(code) for code, _name in LANGUAGES)


def _likeness(wanted: set[str], name: str) -> float:
    own = set(_name_words(name))
    return len(own & wanted) / max(len(own), len(wanted), 1)


def _name_words(name: str) -> list[str]:
    return [word for word in name.casefold().replace("-", " ").split() if len(word) > 2 or not word.isascii()]


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf8"), parse_float=Decimal)


def _example(key: str, rows: Mapping[str, Any], texts: Mapping[str, Any]) -> Example:
    measures = tuple(_measure(rows[name]) for name in KEY_RESULTS)
    words = {code: _words(text) for code, text in texts.items()}
    return Example(key, rows["department"], Blueprint(rows["ambition"], measures, words))


def _measure(row: Mapping[str, Any]) -> Measure:
    setup = kept(setup_of({name: value for name, value in row.items() if name not in PLAIN}))
    return Measure(row["kind"], row["unit"], Decimal(row["baseline"]), Decimal(row["target"]), setup)


def _words(text: Mapping[str, Any]) -> GoalWords:
    return GoalWords(text["title"], text["why"], tuple(_kr_words(text[name]) for name in KEY_RESULTS))


def _kr_words(text: Mapping[str, Any]) -> KeyResultWords:
    return KeyResultWords(text["title"], text["hypothesis"], text["source"], tuple(text.get("steps", ())))
