"""Whether a key result is drafted: somebody answers for it, and it can be measured."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import KeyResult
from denyut.okr.progress import Kind

WITHOUT_UNIT = frozenset({Kind.BINARY, Kind.MILESTONE, Kind.TASKS, Kind.LEARNING, Kind.COVERAGE, Kind.MANUAL})


def lacks(kr: KeyResult) -> list[str | Promise]:
    """What a key result still lacks before it counts as drafted, in short sentences. Its owner must be loaded."""
    found: list[str | Promise] = []
    if kr.measure is Kind.MANUAL or not (kr.unit or kr.currency or kr.measure in WITHOUT_UNIT):
        found.append(_("No metric"))
    if kr.measure.travels and kr.baseline == kr.target:
        found.append(_("No start value"))
    if not kr.owner.is_active:
        found.append(_("No owner"))
    return found
