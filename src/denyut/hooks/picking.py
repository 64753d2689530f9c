"""What a webhook can hear of: all verbs, by feature, each with its sentence."""

import re
from dataclasses import dataclass

from denyut.spine.verbs import VERBS

PLACES = re.compile(r"%\(\w+\)s")


@dataclass(frozen=True, slots=True)
class Choice:
    """A verb as it is chosen: its name, its sentence with gaps, whether it is chosen."""

    name: str
    sentence: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The verbs of one feature, and how many of them are chosen."""

    name: str
    choices: list[Choice]

    @property
    def chosen(self) -> int:
        return sum(choice.is_chosen for choice in self.choices)


def all_verbs() -> list[str]:
    """The names of all verbs, in their order."""
    return sorted(VERBS)


def groups(chosen: set[str]) -> list[Group]:
    """All verbs, grouped by feature."""
    found: dict[str, list[Choice]] = {}
    for name in all_verbs():
        sentence = PLACES.sub("…", str(VERBS[name].sentence))
        found.setdefault(name.partition(".")[0], []).append(Choice(name, sentence, name in chosen))
    return [Group(name, choices) for name, choices in found.items()]
