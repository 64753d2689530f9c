"""What indicators put on a board."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.metrics.models import Indicator
from denyut.metrics.rows import tile_of
from denyut.people.models import Person
from denyut.spine.widgets import widget


@widget("metrics.tiles", _("Indicators"))
def draw_tiles(viewer: Person, options: dict[str, Any]) -> str:
    """All indicators as tiles, nothing when there are none. Indicators are open to all."""
    language = get_language() or "en"
    tiles = [tile_of(indicator, language) for indicator in Indicator.objects.all()]
    return render_to_string("metrics/_tiles.html", {"tiles": tiles}) if tiles else ""
