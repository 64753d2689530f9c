"""What the product keeps of its own benefit: counts by week, frozen baselines, how long things take, who chases whom."""

from denyut.benefits.models.classified import Classified
from denyut.benefits.models.friction import Answer, Friction
from denyut.benefits.models.ledger import Baseline, Weekly
from denyut.benefits.models.silences import Silence

__all__ = ["Answer", "Baseline", "Classified", "Friction", "Silence", "Weekly"]
