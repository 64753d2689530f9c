"""Cycles, objectives, key results and what belongs to them."""

from denyut.okr.models.check_ins import CheckIn, Segment
from denyut.okr.models.cycles import PRESETS, SPANS, Cadence, Cycle, Phase
from denyut.okr.models.edges import Edge
from denyut.okr.models.evidence import Attendance, Exemption, Initiative, Milestone, Observation
from denyut.okr.models.graded import DECLARABLE
from denyut.okr.models.key_results import KINDS, KeyResult
from denyut.okr.models.objectives import GONE, NOT_COUNTED, PLANNED, Objective, State, Visibility
from denyut.okr.models.revisions import Rate, Reason, Revision
from denyut.okr.models.votes import Vote

__all__ = [
    "DECLARABLE",
    "GONE",
    "KINDS",
    "NOT_COUNTED",
    "PLANNED",
    "PRESETS",
    "SPANS",
    "Attendance",
    "Cadence",
    "CheckIn",
    "Cycle",
    "Edge",
    "Exemption",
    "Initiative",
    "KeyResult",
    "Milestone",
    "Objective",
    "Observation",
    "Phase",
    "Rate",
    "Reason",
    "Revision",
    "Segment",
    "State",
    "Visibility",
    "Vote",
]
