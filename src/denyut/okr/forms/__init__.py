"""Forms of the goal engine: input to clean values, in the reader's number format."""

from denyut.okr.forms.check_ins import CheckInForm
from denyut.okr.forms.cycles import CycleForm
from denyut.okr.forms.key_results import KeyResultForm
from denyut.okr.forms.objectives import ObjectiveForm

__all__ = ["CheckInForm", "CycleForm", "KeyResultForm", "ObjectiveForm"]
