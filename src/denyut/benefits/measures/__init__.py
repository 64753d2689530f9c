"""All measures, one file for each family; whoever adds one adds its file here."""

from denyut.benefits.measures import alignment, check_ins, foresight, gatherings, handling, rhythm, talk, work
from denyut.benefits.measures.registry import MEASURES, Measure, Shape, in_order

FAMILIES = (alignment, check_ins, foresight, gatherings, handling, rhythm, talk, work)

__all__ = ["FAMILIES", "MEASURES", "Measure", "Shape", "in_order"]
