"""What became of a row, or would become of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from denyut.exchange.problems import RowProblem

type Noun = Literal["cycles", "goals", "key_results", "check_ins", "details"]
type State = Literal["new", "changed", "same", "refused"]

# A file of Denyut itself has cycles too, and details: all that belongs to goals and key results.
NOUNS: tuple[Noun, ...] = ("cycles", "goals", "key_results", "check_ins", "details")
STATES: tuple[State, ...] = ("new", "changed", "same", "refused")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One goal, key result, check-in or detail of a file: its state, the fields that change, or why it was refused."""

    noun: Noun
    state: State
    row_number: int
    title: str
    fields: tuple[str, ...] = ()
    problem: RowProblem | None = None


def refused(noun: Noun, problem: RowProblem, title: str) -> Outcome:
    """The outcome of something that was refused."""
    return Outcome(noun, "refused", problem.row_number, title, (), problem)


def counted(outcomes: Iterable[Outcome]) -> dict[Noun, dict[State, int]]:
    """How many of each noun are in each state, zeros included."""
    counts = Counter((outcome.noun, outcome.state) for outcome in outcomes)
    return {noun: {state: counts[noun, state] for state in STATES} for noun in NOUNS}
