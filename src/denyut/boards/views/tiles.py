"""Tiles: which kind, what it shows, where it stands, and the rows behind its numbers."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from denyut.boards.actions import add_sending, add_tile, change_tile, end_sending, move_tile, remove_tile
from denyut.boards.forms import SendingForm, TileForm
from denyut.boards.kinds import GOOD_FOR, PICKED
from denyut.boards.models import Board, Sending, Tile
from denyut.boards.subjects import SUBJECTS
from denyut.boards.subjects.subject import Subject
from denyut.boards.tiles import question_of, scope_of, title_of
from denyut.boards.views.boards import seen_board
from denyut.metrics.models import Indicator
from denyut.people.models import Person
from denyut.people.requests import person_of
from denyut.people.times import company_now
from denyut.people.views.doors import DeedButton, DeedPage
from denyut.spine.access import require
from denyut.spine.events import Via

BEHIND = 100


def seen_tile(viewer: Person, number: int) -> Tile:
    """A tile of a board that the viewer finds. Raises Http404."""
    found = Tile.objects.visible_to(viewer).filter(board__archived_at=None)
    return get_object_or_404(found.select_related("board__owner", "board__scope"), pk=number)


@login_required
@require_GET
def kinds(request: HttpRequest, pk: int) -> HttpResponse:
    """The kinds of tiles, each with what it can be about."""
    viewer = person_of(request)
    board = seen_board(viewer, pk)
    require(viewer, "boards.change_board", board)
    rows = [
        {
            "kind": kind,
            "label": label,
            "good_for": GOOD_FOR[kind],
            "subjects": () if kind in PICKED else SUBJECTS.values(),
        }
        for kind, label in Tile.TileKind.choices
    ]
    return render(request, "boards/kinds.html", {"board": board, "kinds": rows})


class TilePage(DeedPage):
    """What the forms of tiles share."""

    form_class = TileForm
    template_name = "boards/tile_form.html"
    kind: str
    subject: Subject | None
    board: Board

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "viewer": self.person, "kind": self.kind, "subject": self.subject}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        more = {"board": self.board, "kind_label": Tile.TileKind(self.kind).label, "good_for": GOOD_FOR[self.kind]}
        return super().get_context_data(**{**more, "subject": self.subject, **context})

    def get_success_url(self) -> str:
        return reverse("boards:board", args=[self.board.pk]) + "?edit"


class NewTile(TilePage):
    """A tile of the `kind` in the address, about the `subject` there."""

    submit = _("Put it on the board")

    @cached_property
    def board(self) -> Board:  # type: ignore[override]
        """Raises Http404."""
        return seen_board(self.person, self.kwargs["pk"])

    @cached_property
    def kind(self) -> str:  # type: ignore[override]
        """Raises Http404 for one that is not there."""
        if self.kwargs["kind"] not in Tile.TileKind.values:
            raise Http404
        return str(self.kwargs["kind"])

    @cached_property
    def subject(self) -> Subject | None:  # type: ignore[override]
        """None for a kind that counts nothing. Raises Http404 where one is needed and not there."""
        if self.kind in PICKED:
            return None
        if self.request.GET.get("about") not in SUBJECTS:
            raise Http404
        return SUBJECTS[self.request.GET["about"]]

    def do(self, form: TileForm, via: Via) -> Tile:
        words = {"subject": self.subject.key if self.subject else "", **form.words()}
        return add_tile.via(via)(self.person, self.board, kind=self.kind, **words)


class ChangeTile(TilePage):
    """What a tile shows."""

    heading = _("Change the tile")

    @cached_property
    def tile(self) -> Tile:
        """Raises Http404."""
        return seen_tile(self.person, self.kwargs["pk"])

    @property
    def board(self) -> Board:  # type: ignore[override]
        return self.tile.board

    @property
    def kind(self) -> str:  # type: ignore[override]
        return self.tile.kind

    @property
    def subject(self) -> Subject | None:  # type: ignore[override]
        return SUBJECTS.get(self.tile.subject)

    def get_initial(self) -> dict[str, Any]:
        tile = self.tile
        names = ("title", "measure", "by", "across", "days", "width")
        return {name: getattr(tile, name) for name in names} | {"indicator": tile.about, "objective": tile.about}

    def do(self, form: TileForm, via: Via) -> Tile:
        words = {"subject": self.subject.key if self.subject else "", **form.words()}
        return change_tile.via(via)(self.person, self.tile, **words)


class MoveTile(DeedButton):
    """Put a tile at `position`."""

    def do(self, via: Via) -> Tile:
        wanted = self.request.POST.get("position", "")
        tile = seen_tile(self.person, self.kwargs["pk"])
        return move_tile.via(via)(
            self.person, tile, position=int(wanted) if wanted.isdecimal() and len(wanted) < 5 else 0
        )

    def get_success_url(self) -> str:
        return reverse("boards:board", args=[seen_tile(self.person, self.kwargs["pk"]).board_id]) + "?edit"


class RemoveTile(DeedButton):
    """Take a tile away."""

    done = _("The tile was taken away.")

    def do(self, via: Via) -> Board:
        tile = seen_tile(self.person, self.kwargs["pk"])
        self.kwargs["board"] = tile.board_id
        return remove_tile.via(via)(self.person, tile)

    def get_success_url(self) -> str:
        return reverse("boards:board", args=[self.kwargs["board"]]) + "?edit"


@login_required
@require_GET
def behind(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows behind one number of a tile, as the viewer may see them: `by` and `across` say which."""
    viewer = person_of(request)
    tile = seen_tile(viewer, pk)
    subject = SUBJECTS.get(tile.subject)
    if subject is None:
        raise Http404
    question = question_of(tile, tile.board, company_now(), scope_of(tile.board))
    asked = ((tile.by, "by"), (tile.across, "across"))
    picked = {side: request.GET[name] for side, name in asked if side and name in request.GET}
    try:
        rows = subject.behind(viewer, question, picked).order_by("-pk")
        page = Paginator(rows, BEHIND).get_page(request.GET.get("page"))
        entries = [subject.entry(row, get_language() or "en") for row in page.object_list]
    except ValueError:
        # A place that this side cannot have: somebody wrote the address themselves.
        raise Http404 from None
    indicator = Indicator.objects.filter(pk=tile.about or 0).first() if subject.needs else None
    context = {
        "tile": tile,
        "title": title_of(tile, indicator),
        "board": tile.board,
        "entries": entries,
        "page": page,
        "asked": _address(request),
    }
    return render(request, "boards/behind.html", context)


class NewSending(DeedPage):
    """When a board is sent, and to whom."""

    form_class = SendingForm
    heading = _("Send this board")
    submit = _("Send it from now on")
    done = _("It will be sent.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "viewer": self.person}

    def do(self, form: SendingForm, via: Via) -> Sending:
        return add_sending.via(via)(self.person, seen_board(self.person, self.kwargs["pk"]), **form.words())

    def get_success_url(self) -> str:
        return reverse("boards:board", args=[self.kwargs["pk"]])


class EndSending(DeedButton):
    """Send it no longer."""

    def do(self, via: Via) -> Sending:
        found = Sending.objects.visible_to(self.person).select_related("board__owner")
        self.kwargs["sending"] = get_object_or_404(found, pk=self.kwargs["pk"])
        return end_sending.via(via)(self.person, self.kwargs["sending"])

    def get_success_url(self) -> str:
        return reverse("boards:board", args=[self.kwargs["sending"].board_id])


def _address(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
