"""How many goals people can keep in mind: three to five key results, at most five objectives."""

from collections.abc import Iterator

from denyut.drafting.linting.report import Finding, hint, weak

KEY_RESULTS_AT_LEAST = 2
KEY_RESULTS_AT_MOST = 5
OBJECTIVES_AT_MOST = 5


def key_result_limits(key_results: int) -> Iterator[Finding]:
    """What is said against an objective with so many key results, 0 for one that is still being thought of."""
    if key_results > KEY_RESULTS_AT_MOST:
        yield weak("too_many_key_results", "", count=str(key_results))
    elif 0 < key_results < KEY_RESULTS_AT_LEAST:
        yield hint("few_key_results", "")


def objective_limits(objectives: int) -> Iterator[Finding]:
    """What is said against an owner with so many objectives in a cycle."""
    if objectives > OBJECTIVES_AT_MOST:
        yield weak("too_many_objectives", "", count=str(objectives))
