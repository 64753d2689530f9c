"""What alignment puts on the pages of goals."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _

from denyut.alignment.rows.asked import Asked, View
from denyut.alignment.rows.map import Frame, map_of
from denyut.alignment.rows.terrain import terrain_around
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine.widgets import widget


@widget("alignment.around", _("Around this goal"), place="okr.objective")
def draw_around(viewer: Person, options: dict[str, Any]) -> str:
    """A small map of what an objective serves, what serves it and what it is linked to; nothing for one that stands alone."""
    asked = Asked(view=View.GRAPH, around=options["objective"].pk)
    terrain = terrain_around(viewer, options["objective"].pk)
    if len(terrain.goals) < 2:
        return ""
    frame = Frame((), (), get_language() or "en", company_now(), get_language_bidi())
    drawn = map_of(asked, terrain, terrain.goals.keys(), frame)
    return render_to_string("alignment/_map_around.html", {"asked": asked, "picture": drawn.picture})
