"""Bringing in the steps of a sheet some at a time, so that others' deeds find their turn and progress can be told."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import batched

from denyut.exchange.actions import (
    bring_in_check_ins,
    bring_in_goals,
    bring_in_key_results,
    bring_in_states,
    say_current_values,
)
from denyut.exchange.compare import STATES
from denyut.exchange.existing import key_results_of
from denyut.exchange.linking import KnownKeyResults
from denyut.exchange.models import Import
from denyut.exchange.outcome import Outcome, refused
from denyut.exchange.plan import meant_or_problem
from denyut.exchange.problems import RowProblem
from denyut.exchange.steps import CheckInStep, GoalStep, KeyResultStep, Steps
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine.events import Via

# Others' deeds wait for a chunk at most.
AT_ONCE = 200
VIA = Via("import")

type Tell = Callable[[int, int], None]


@dataclass(slots=True)
class Counter:
    """How far an import is: `done` of `total` steps are through."""

    tell: Tell
    total: int
    done: int = 0

    def add(self, number: int) -> None:
        """Some steps more are through."""
        self.done += number
        self.tell(self.done, self.total)

    def through(self, outcomes: Iterable[list[Outcome]]) -> list[Outcome]:
        """The outcomes of chunks, counted as they come."""
        found: list[Outcome] = []
        for some in outcomes:
            found += some
            self.add(len(some))
        return found


def work_in(steps: Steps) -> int:
    """How many steps a sheet takes: a current value or a state is one more."""
    return len(steps) + len(values_in(steps)) + len(states_in(steps))


def values_in(steps: Steps) -> list[KeyResultStep]:
    """The key results with a current value."""
    return [step for step in steps.key_results if step.draft.current is not None]


def states_in(steps: Steps) -> list[GoalStep]:
    """The objectives whose status is a state of their life."""
    return [step for step in steps.goals if step.draft.status in STATES]


def brought_in(
    actor: Person,
    done: Import,
    steps: Steps,
    find: Callable[[CheckInStep], KeyResult],
    known: KnownKeyResults[KeyResult],
    reason: str,
    *,
    has_check_ins: bool,
) -> Iterator[list[Outcome]]:
    """The outcomes of a sheet's steps, some rows at a time: objectives, key results, check-ins.

    `has_check_ins`: whether some sheet has, so that its key results have to be known to them.
    """
    for goals in batched(steps.goals, AT_ONCE, strict=False):
        yield bring_in_goals.via(VIA)(actor, done, goals)
    for key_results in by_objective(steps.key_results):
        yield bring_in_key_results.via(VIA)(actor, done, key_results, reason=reason)
    if has_check_ins:
        make_known(steps, known)
    meant = [(step, meant_or_problem(step, find)) for step in steps.check_ins]
    unknown = [refused("check_ins", found, named(step)) for step, found in meant if isinstance(found, RowProblem)]
    if unknown:
        yield unknown
    pairs = [(step, found) for step, found in meant if isinstance(found, KeyResult)]
    for some in batched(pairs, AT_ONCE, strict=False):
        yield bring_in_check_ins.via(VIA)(actor, done, some)


def by_objective(steps: Iterable[KeyResultStep]) -> Iterator[list[KeyResultStep]]:
    """Key results some at a time, those of one objective together: they share its weight."""
    groups: dict[str, list[KeyResultStep]] = defaultdict(list)
    for step in steps:
        groups[step.goal_key].append(step)
    chunk: list[KeyResultStep] = []
    for group in groups.values():
        if chunk and len(chunk) + len(group) > AT_ONCE:
            yield chunk
            chunk = []
        chunk += group
    if chunk:
        yield chunk


def finished(actor: Person, done: Import, steps: Steps, counter: Counter) -> list[Outcome]:
    """What was refused of a sheet's current values and states, which come after all check-ins."""
    outcomes: list[Outcome] = []
    for values in batched(values_in(steps), AT_ONCE, strict=False):
        outcomes += say_current_values.via(VIA)(actor, done, values)
        counter.add(len(values))
    for goals in batched(states_in(steps), AT_ONCE, strict=False):
        outcomes += bring_in_states.via(VIA)(actor, done, goals)
        counter.add(len(goals))
    return outcomes


def make_known(steps: Steps, known: KnownKeyResults[KeyResult]) -> None:
    """Makes the key results of a sheet known to the check-ins of this sheet and of those after it."""
    titles = {step.key: step.draft.title for step in steps.goals}
    there = key_results_of(step.key for step in steps.key_results)
    for step in steps.key_results:
        if step.key in there:
            title = titles.get(step.goal_key, "")
            known.add(there[step.key], keys=[step.draft.key], title=step.draft.title, goal_title=title)


def named(step: CheckInStep) -> str:
    """What a check-in calls its key result."""
    return step.draft.key_result_title or step.draft.key_result_key
