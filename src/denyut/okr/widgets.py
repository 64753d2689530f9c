"""What goals put on a board."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.okr.board import board_of
from denyut.okr.people_board import people_board_of
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine.widgets import widget


@widget("okr.board", _("Objectives and key results"))
def draw_board(viewer: Person, options: dict[str, Any]) -> str:
    """The goals of `options["cycle"]` by department, from the place `options["start"]` on."""
    start, language = options.get("start", 0), get_language() or "en"
    board = board_of(viewer, options["cycle"], start=start, language=language, moment=company_now())
    template = "okr/_board_slice.html" if options.get("is_slice") else "okr/_board.html"
    return render_to_string(template, {"board": board})


@widget("okr.people_board", _("Objectives by person"))
def draw_people_board(viewer: Person, options: dict[str, Any]) -> str:
    """The people of `options["cycle"]` with their goals, by department, from the place `options["start"]` on."""
    start, language = options.get("start", 0), get_language() or "en"
    board = people_board_of(viewer, options["cycle"], start=start, language=language, moment=company_now())
    template = "okr/_people_board_slice.html" if options.get("is_slice") else "okr/_people_board.html"
    return render_to_string(template, {"board": board})
