"""The boards one finds, one board, and what is done with it as a whole."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from denyut.boards.actions import add_board, archive_board, change_board, copy_board
from denyut.boards.forms import BoardForm
from denyut.boards.letters import WORKBOOK
from denyut.boards.models import Board, Sending
from denyut.boards.tiles import drawn_tiles
from denyut.boards.workbook import workbook_of
from denyut.people.models import Person
from denyut.people.requests import new_key, person_of
from denyut.people.times import company_now
from denyut.people.views.doors import DeedButton, DeedPage
from denyut.spine.access import may
from denyut.spine.events import Via, head


def seen_board(viewer: Person, number: int) -> Board:
    """A board that the viewer finds, with all that its page shows of it. Raises Http404."""
    found = Board.objects.visible_to(viewer).standing().select_related("owner", "scope", "department")
    return get_object_or_404(found, pk=number)


@login_required
@require_GET
def boards(request: HttpRequest) -> HttpResponse:
    """One's own boards and those shared with one."""
    viewer = person_of(request)
    found = list(
        Board.objects.visible_to(viewer).standing().select_related("owner", "department").prefetch_related("tiles")
    )
    context = {
        "mine": [board for board in found if board.owner_id == viewer.pk],
        "shared": [board for board in found if board.owner_id != viewer.pk],
        "may_add": may(viewer, "boards.add_board"),
    }
    return render(request, "boards/boards.html", context)


@login_required
@require_GET
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """One board, live; with `?edit` its tiles can be moved and changed."""
    viewer = person_of(request)
    since, shown = head(), seen_board(viewer, pk)
    may_change = may(viewer, "boards.change_board", shown)
    context = _shown(shown, viewer) | {
        "since": since,
        "topics": f"board board:{shown.pk}",
        "may_change": may_change,
        "is_edited": bool(may_change) and "edit" in request.GET,
        "sendings": Sending.objects.visible_to(viewer).standing().filter(board=shown).select_related("room", "person"),
        "key": new_key(),
    }
    return render(request, "boards/built.html", context)


@login_required
@require_GET
def wall(request: HttpRequest, pk: int) -> HttpResponse:
    """The board for a screen on a wall: no shell, large, live."""
    viewer = person_of(request)
    since, shown = head(), seen_board(viewer, pk)
    context = _shown(shown, viewer) | {"since": since, "topics": f"board board:{shown.pk}"}
    return render(request, "boards/wall.html", context)


@login_required
@require_GET
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The tables behind its tiles as xlsx, with what the viewer may see."""
    shown = seen_board(person_of(request), pk)
    name = slugify(shown.name) or f"board-{shown.pk}"
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(workbook_of(_shown(shown, person_of(request))["tiles"]), content_type=WORKBOOK, headers=headers)


class NewBoard(DeedPage):
    """The form for a board."""

    form_class = BoardForm
    heading = _("New board")
    submit = _("Make the board")
    made: Board

    def do(self, form: BoardForm, via: Via) -> Board:
        words = form.words()
        words.pop("edition")
        self.made = add_board.via(via)(self.person, **words)
        return self.made

    def get_success_url(self) -> str:
        return reverse("boards:tile_kinds", args=[self.made.pk])


class ChangeBoard(DeedPage):
    """A board's name, who sees it, and what narrows it."""

    form_class = BoardForm
    heading = _("Change the board")
    done = _("The board was changed.")

    def get_initial(self) -> dict[str, Any]:
        board = seen_board(self.person, self.kwargs["pk"])
        names = ("name", "audience", "scope", "days", "edition")
        return {name: getattr(board, name) for name in names}

    def do(self, form: BoardForm, via: Via) -> Board:
        return change_board.via(via)(self.person, seen_board(self.person, self.kwargs["pk"]), **form.words())

    def get_success_url(self) -> str:
        return reverse("boards:board", args=[self.kwargs["pk"]])


class Archive(DeedButton):
    """Put a board away."""

    done = _("The board was put away.")

    def do(self, via: Via) -> Board:
        return archive_board.via(via)(self.person, seen_board(self.person, self.kwargs["pk"]))

    def get_success_url(self) -> str:
        return reverse("boards:boards")


class Copy(DeedButton):
    """Make a board of one's own out of somebody's."""

    done = _("This copy is yours.")
    made: Board

    def do(self, via: Via) -> Board:
        self.made = copy_board.via(via)(self.person, seen_board(self.person, self.kwargs["pk"]))
        return self.made

    def get_success_url(self) -> str:
        return reverse("boards:board", args=[self.made.pk])


def _shown(board: Board, viewer: Person) -> dict[str, Any]:
    now = company_now()
    return {"board": board, "tiles": drawn_tiles(board, viewer, get_language() or "en", now), "now": now}
