"""Data sources, what may be reached from here, what came in, and the runs that read it."""

from denyut.sources.models.arrivals import Arrival
from denyut.sources.models.runs import Run
from denyut.sources.models.sources import Kind, Source, State
from denyut.sources.models.targets import Target
from denyut.sources.models.ties import Tie

__all__ = ["Arrival", "Kind", "Run", "Source", "State", "Target", "Tie"]
