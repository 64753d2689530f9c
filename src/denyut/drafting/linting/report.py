"""What the linter says of a goal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LETTERS = "SMART"


class Severity(StrEnum):
    """How much a finding matters: a letter is met while nothing is missing and nothing is weak."""

    MISSING = "missing"
    WEAK = "weak"
    HINT = "hint"


class Nature(StrEnum):
    """What a goal reads as: something became better, something was made, or something was done."""

    OUTCOME = "outcome"
    OUTPUT = "output"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say. `letter` is one of SMART, or empty where it is about the set of goals and not about this one.

    `arguments` are what its sentence names: words of the goal, numbers as written in its language.
    """

    code: str
    letter: str
    severity: Severity
    arguments: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_fault(self) -> bool:
        """Whether it keeps its letter from being met."""
        return self.severity is not Severity.HINT


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of SMART with everything found about it."""

    letter: str
    is_met: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole answer. `language` is the goal's own; `told_by` are the words from which its nature was read.

    `limits` are findings about the number of goals. `suggestion` is another wording in the goal's language, with "…" where something has
    to be filled in; it is empty where the wording needs none.
    """

    language: str
    letters: tuple[Letter, ...]
    reads_as: Nature | None
    told_by: tuple[str, ...]
    limits: tuple[Finding, ...] = ()
    suggestion: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found, in the order of the letters."""
        return (*(finding for letter in self.letters for finding in letter.findings), *self.limits)

    @property
    def met(self) -> str:
        """The letters that are met, for example "SAT"."""
        return "".join(letter.letter for letter in self.letters if letter.is_met)

    def letter(self, name: str) -> Letter:
        """One letter by its name. Raises KeyError for a letter that SMART has not."""
        return {letter.letter: letter for letter in self.letters}[name]


def lettered(findings: list[Finding]) -> tuple[Letter, ...]:
    """The five letters with the findings that belong to each."""
    letters = []
    for name in LETTERS:
        own = tuple(finding for finding in findings if finding.letter == name)
        letters.append(Letter(name, not any(finding.is_fault for finding in own), own))
    return tuple(letters)


def missing(code: str, letter: str, **arguments: str) -> Finding:
    """A finding that something is not there."""
    return Finding(code, letter, Severity.MISSING, arguments)


def weak(code: str, letter: str, **arguments: str) -> Finding:
    """A finding that something is there and does not hold."""
    return Finding(code, letter, Severity.WEAK, arguments)


def hint(code: str, letter: str, **arguments: str) -> Finding:
    """A finding that something could be better still."""
    return Finding(code, letter, Severity.HINT, arguments)
