"""Deeds on the tiles of a board."""

from django.utils.translation import gettext as _

from denyut.boards.actions.boards import DAYS_AT_MOST, tell
from denyut.boards.kinds import NEEDS_BY, PICKED, takes_objective
from denyut.boards.models import Board, Tile
from denyut.boards.subjects import SUBJECTS
from denyut.boards.verbs import TILE_ADDED, TILE_CHANGED, TILE_MOVED, TILE_REMOVED
from denyut.metrics.models import Indicator
from denyut.okr.models import Objective
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed

MOST_TILES, TITLE_AT_MOST = 24, 120


@deed("boards.add_tile")
def add_tile(
    actor: Person,
    board: Board,
    *,
    kind: str,
    title: str = "",
    subject: str = "",
    measure: str = "",
    by: str = "",
    across: str = "",
    indicator: Indicator | None = None,
    objective: Objective | None = None,
    days: int | None = None,
    width: int = Tile.Width.MEDIUM,
) -> Tile:
    """Put a tile at the end of a board; twenty-four at most.

    Raises Refused where the rule says no, Conflict for a full board, Invalid for a layout that its kind cannot draw.
    """
    require(actor, "boards.change_board", board)
    last = board.tiles.order_by("-position").values_list("position", flat=True).first()
    if board.tiles.count() >= MOST_TILES:
        words = _("A board holds %(most)s tiles. Take one away, or make a second board.")
        raise Conflict(words % {"most": MOST_TILES}, code="full")
    tile = Tile(board=board, kind=kind, position=0 if last is None else last + 1)
    _lay(tile, actor, title, subject, measure, by, across, indicator, objective, days, width)
    tile.save(force_insert=True)
    tell(TILE_ADDED, actor, board)
    return tile


@deed("boards.change_tile")
def change_tile(
    actor: Person,
    tile: Tile,
    *,
    title: str = "",
    subject: str = "",
    measure: str = "",
    by: str = "",
    across: str = "",
    indicator: Indicator | None = None,
    objective: Objective | None = None,
    days: int | None = None,
    width: int = Tile.Width.MEDIUM,
) -> Tile:
    """Change what a tile shows; its kind stays. Raises Refused, Invalid."""
    require(actor, "boards.change_board", tile.board)
    _lay(tile, actor, title, subject, measure, by, across, indicator, objective, days, width)
    tile.save()
    tell(TILE_CHANGED, actor, tile.board)
    return tile


@deed("boards.move_tile")
def move_tile(actor: Person, tile: Tile, *, position: int) -> Tile:
    """Put a tile at a place of its board, 0 the first; beyond the end is the end. Raises Refused."""
    require(actor, "boards.change_board", tile.board)
    others = list(tile.board.tiles.exclude(pk=tile.pk))
    others.insert(max(0, position), tile)
    for place, one in enumerate(others):
        one.position = place
    Tile.objects.bulk_update(others, ["position"])
    tell(TILE_MOVED, actor, tile.board)
    return tile


@deed("boards.remove_tile")
def remove_tile(actor: Person, tile: Tile) -> Board:
    """Take a tile away; answers its board. Raises Refused."""
    require(actor, "boards.change_board", tile.board)
    board = tile.board
    tile.delete()
    tell(TILE_REMOVED, actor, board)
    return board


def _lay(
    tile: Tile,
    actor: Person,
    title: str,
    subject: str,
    measure: str,
    by: str,
    across: str,
    indicator: Indicator | None,
    objective: Objective | None,
    days: int | None,
    width: int,
) -> None:
    if tile.kind not in Tile.TileKind.values:
        raise Invalid(_("Choose one of the kinds of tiles."), code="not_a_choice", field="kind")
    if width not in Tile.Width.values:
        raise Invalid(_("Choose one of the widths."), code="not_a_choice", field="width")
    if days is not None and not 1 <= days <= DAYS_AT_MOST:
        raise Invalid(_("Between one day and five years."), code="days", field="days")
    tile.title, tile.width, tile.days = title.strip()[:TITLE_AT_MOST], width, days
    if tile.kind in PICKED:
        _lay_picked(tile, actor, by, objective)
    else:
        _lay_counted(tile, subject, measure, by, across, indicator)


def _lay_picked(tile: Tile, actor: Person, by: str, objective: Objective | None) -> None:
    if objective is not None and not Objective.objects.visible_to(actor).filter(pk=objective.pk).exists():
        raise Invalid(_("There is no such objective that you may see."), code="not_there", field="objective")
    if objective is None and takes_objective(tile.kind) == "must":
        raise Invalid(_("Choose the objective whose chain is drawn."), code="missing", field="objective")
    tile.subject = tile.measure = tile.across = ""
    tile.by = by if tile.kind == Tile.TileKind.MATRIX and by == "site" else ""
    tile.about = objective.pk if objective is not None else None


def _lay_counted(tile: Tile, subject: str, measure: str, by: str, across: str, indicator: Indicator | None) -> None:
    asked = SUBJECTS.get(subject)
    if asked is None:
        raise Invalid(_("Choose what the tile is about."), code="not_a_choice", field="subject")
    if measure not in {one.key for one in asked.measures}:
        raise Invalid(_("Choose one of the measures of this subject."), code="not_a_choice", field="measure")
    if asked.needs == "indicator" and indicator is None:
        raise Invalid(_("Choose the indicator."), code="missing", field="indicator")
    for field, key in (("by", by), ("across", across)):
        if key and asked.side(key) is None:
            raise Invalid(
                _("This subject is not laid out that way. Choose one of the list."), code="not_a_choice", field=field
            )
    sides = NEEDS_BY[tile.kind]
    if sides >= 1 and not by:
        raise Invalid(_("Choose by what it is laid out."), code="missing", field="by")
    if sides == 2 and (not across or across == by):
        raise Invalid(_("A heat map needs two different sides."), code="missing", field="across")
    tile.subject, tile.measure = subject, measure
    tile.by = by if sides or tile.kind == Tile.TileKind.TABLE else ""
    tile.across = (
        across if tile.by and tile.kind in (Tile.TileKind.HEAT, Tile.TileKind.TABLE, Tile.TileKind.LINE) else ""
    )
    tile.about = indicator.pk if asked.needs and indicator is not None else None
