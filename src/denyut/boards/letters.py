"""A board as a letter to one person: what they may see of it, its pages as PDF and its tables as a workbook."""

import logging
import subprocess

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify

from denyut.boards.models import Board
from denyut.boards.tiles import drawn_tiles
from denyut.boards.workbook import workbook_of
from denyut.meetings.press import NoPress, pressed
from denyut.people.languages import is_right_to_left
from denyut.people.models import Person, Workspace
from denyut.people.times import company_now

log = logging.getLogger("denyut.boards")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def board_letter(board: Board, person: Person) -> EmailMultiAlternatives:
    """The letter. Without a press it goes out without its pages: the link opens them."""
    language = person.language
    with translation.override(language):
        tiles = drawn_tiles(board, person, language, company_now())
        home = settings.PUBLIC_URL.rstrip("/")
        context = {
            "board": board,
            "tiles": tiles,
            "home": home,
            "link": home + reverse("boards:board", args=[board.pk]),
            "language": language,
            "direction": "rtl" if is_right_to_left(language) else "ltr",
            "today": company_now(),
            "workspace": Workspace.objects.first(),
        }
        letter = EmailMultiAlternatives(
            board.name, render_to_string("boards/mail/board.txt", context), to=[person.email]
        )
        letter.attach_alternative(render_to_string("boards/mail/board.html", context), "text/html")
        page = render_to_string("boards/print.html", context)
    name = slugify(board.name) or f"board-{board.pk}"
    letter.attach(f"{name}.xlsx", workbook_of(tiles), WORKBOOK)
    pages = _pages(page)
    if pages is not None:
        letter.attach(f"{name}.pdf", pages, "application/pdf")
    return letter


def _pages(page: str) -> bytes | None:
    try:
        return pressed(page)
    except NoPress:
        return None
    except (subprocess.SubprocessError, OSError):
        # The letter is of use without its pages, and goes out.
        log.exception("a board could not be set for print")
        return None
