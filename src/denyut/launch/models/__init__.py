"""What launch keeps: the steps of a start, commitments, workshops, exams, the vision."""

from denyut.launch.models.exams import Exam
from denyut.launch.models.starts import Commitment, Sponsor, Start, Step, StepName
from denyut.launch.models.visions import Serving, UnderstandingCheck, Vision
from denyut.launch.models.workshops import Card, Group, Phase, Position, Stance, Vote, Workshop

__all__ = [
    "Card",
    "Commitment",
    "Exam",
    "Group",
    "Phase",
    "Position",
    "Serving",
    "Sponsor",
    "Stance",
    "Start",
    "Step",
    "StepName",
    "UnderstandingCheck",
    "Vision",
    "Vote",
    "Workshop",
]
