"""Since when goals run: their states over time, read from the log, so that a pause of today changes nothing about last month."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from denyut.okr.models import KeyResult, Objective, State
from denyut.spine.models import Event

MOVED = ("okr.key_result_moved", "okr.objective_moved", "okr.objective_cancelled")
OBJECTIVE, KEY_RESULT = Objective._meta.label_lower, KeyResult._meta.label_lower
OVER = (State.CLOSED, State.GRADED, State.ARCHIVED)
type Steps = list[tuple[datetime, str, str]]


@dataclass(frozen=True)
class States:
    """The states of some goals over time. Asking it takes no query."""

    steps: dict[tuple[str, int], Steps]

    def are_active(self, kr: KeyResult, moment: datetime) -> bool:
        """Whether a key result and its objective were both active then."""
        own = self._at(KEY_RESULT, kr.pk, kr.state, moment)
        return own == State.ACTIVE == self._at(OBJECTIVE, kr.objective_id, kr.objective.state, moment)

    def _at(self, kind: str, pk: int, now: str, moment: datetime) -> str:
        steps = self.steps.get((kind, pk), [])
        place = bisect_right([at for at, _before, _after in steps], moment)
        if place < len(steps):
            return steps[place][1]
        # Scoring ends a goal without a step of its own; what it was asked before stays as it was.
        ended = State.ACTIVE if now in OVER else now
        return steps[-1][2] if steps else ended


def states_of(key_results: Sequence[KeyResult]) -> States:
    """How the states of these key results and of their objectives moved. Two queries."""
    found: defaultdict[tuple[str, int], Steps] = defaultdict(list)
    subjects = {KEY_RESULT: {kr.pk for kr in key_results}, OBJECTIVE: {kr.objective_id for kr in key_results}}
    for kind, ids in subjects.items():
        moves = Event.objects.filter(verb__in=MOVED, subject_kind=kind, subject_id__in=ids).order_by("id")
        for subject, at, facts in moves.values_list("subject_id", "at", "facts"):
            if subject is not None and "from" in facts:
                found[kind, subject].append((at, str(facts["from"]), str(facts.get("to", ""))))
    return States(dict(found))
