"""The pieces of boards that change with an indicator."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.translation import get_language

from denyut.metrics.models import Indicator
from denyut.metrics.rows import tile_of
from denyut.spine.fragments import fragment


@fragment("metrics.tile", target="#indicator-%d")
def draw_tiles(ids: Sequence[int]) -> dict[int, str]:
    """Indicators as tiles."""
    language = get_language() or "en"
    found = Indicator.objects.filter(pk__in=ids)
    return {i.pk: render_to_string("metrics/_tile.html", {"tile": tile_of(i, language)}) for i in found}
