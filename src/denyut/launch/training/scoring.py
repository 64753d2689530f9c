"""How an answer to the course is scored: what was found, what was marked although it is sound."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from denyut.launch.training.problems import Problem
from denyut.launch.training.report import PLANTED, Line

FOR_EACH, FALSE_ALARM, PASSES_FROM = 100 // PLANTED, 10, 80


@dataclass(frozen=True, slots=True)
class Score:
    """`found` problems were marked as what they are; `missed` were not, `false_alarms` stand on sound lines. `points` is 0 to 100."""

    found: int
    missed: int
    false_alarms: int

    @property
    def points(self) -> int:
        """Twenty for each found, ten less for each false alarm."""
        return max(0, FOR_EACH * self.found - FALSE_ALARM * self.false_alarms)

    @property
    def is_passed(self) -> bool:
        return self.points >= PASSES_FROM


def score(lines: Sequence[Line], marked: Mapping[int, str]) -> Score:
    """Score marks: by line number the kind of problem that was named. A right line under a wrong name is missed, and no false alarm."""
    found = sum(line.problem is not None and marked.get(line.number) == line.problem for line in lines)
    alarms = sum(line.problem is None and bool(marked.get(line.number)) for line in lines)
    return Score(found, PLANTED - found, alarms)


def marks(said: Sequence[str]) -> dict[int, str]:
    """Marks as people send them ("3:stale") by line. Raises ValueError for anything else."""
    found: dict[int, str] = {}
    for one in said:
        number, _colon, kind = one.partition(":")
        found[int(number)] = Problem(kind).value
    return found
