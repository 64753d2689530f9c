"""What goals put on a board."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.okr.board import board_of
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.widgets import widget


@widget("okr.board", _("Objectives and key results"))
def draw_board(viewer: Person, options: dict[str, Any]) -> str:
    """All goals of `options["cycle"]`, by department."""
    board = board_of(viewer, options["cycle"], language=get_language() or "en", moment=clock.now())
    return render_to_string("okr/_board.html", {"board": board})
