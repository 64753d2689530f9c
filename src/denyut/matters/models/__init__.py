"""What stands in the way of goals, and what has to be decided for them."""

from denyut.matters.models.blockers import Blocker, BlockerStep, Cause
from denyut.matters.models.decisions import Decision

__all__ = ["Blocker", "BlockerStep", "Cause", "Decision"]
