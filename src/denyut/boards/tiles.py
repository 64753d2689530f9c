"""A tile as one viewer sees it, in one language: numbers worded, shapes made, a table behind them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from denyut.boards.drawing import bars_of, heat_of, lines_of
from denyut.boards.models import Board, Tile
from denyut.boards.picked import chain_html, goal_rows, matrix_rows
from denyut.boards.subjects import SUBJECTS
from denyut.boards.subjects.indicators import READINGS
from denyut.boards.subjects.subject import Cell, Question, Subject, days_back
from denyut.lib.numbers import format_percent, rounded
from denyut.lib.units import format_value
from denyut.metrics.models import Indicator
from denyut.metrics.rows import tile_of
from denyut.people.models import Department, Person

type Row = list[tuple[str, str]]
type Pick = Callable[[Tile, Person, frozenset[int] | None, str, datetime], dict[str, object]]
type Say = Callable[[Decimal | None], str]


@dataclass(frozen=True)
class Drawn:
    """What a tile shows. `shape` is what the template of its kind draws; `head` and `rows` are the table behind it (words and link).

    `as_of` is when its numbers were last true; a stale one is drawn grey.
    """

    tile: Tile
    title: str
    shape: Mapping[str, object] = field(default_factory=dict)
    head: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    as_of: datetime | None = None
    is_stale: bool = False
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Who looks at a board, in which language and when; the departments it is narrowed to, and the indicators that its tiles are about."""

    board: Board
    viewer: Person
    language: str
    now: datetime
    scope: frozenset[int] | None
    indicators: Mapping[int, Indicator]


def drawn_tiles(board: Board, viewer: Person, language: str, now: datetime) -> list[Drawn]:
    """Every tile of a board. One query for most of them, a few for each that draws goals, whatever lies behind it."""
    tiles = list(board.tiles.all())
    about = [tile.about for tile in tiles if tile.about is not None and tile.subject == READINGS.key]
    indicators = Indicator.objects.visible_to(viewer).in_bulk(about) if about else {}
    frame = Frame(board, viewer, language, now, scope_of(board), indicators)
    return [drawn(tile, frame) for tile in tiles]


def scope_of(board: Board) -> frozenset[int] | None:
    """The departments a board is narrowed to, None for all."""
    if board.scope is None:
        return None
    return frozenset(Department.objects.descendants(board.scope, include_self=True).values_list("pk", flat=True))


def question_of(tile: Tile, board: Board, now: datetime, scope: frozenset[int] | None) -> Question:
    """What a tile asks today."""
    since = days_back(now.date(), tile.days or board.days)
    return Question(tile.measure, tile.by, tile.across, since, scope, tile.about)


def drawn(tile: Tile, frame: Frame) -> Drawn:
    """One tile."""
    picked = PICKED.get(tile.kind)
    if picked is not None:
        shape = picked(tile, frame.viewer, frame.scope, frame.language, frame.now)
        return Drawn(tile, str(tile), shape, as_of=frame.now, is_empty=not any(shape.values()))
    subject = SUBJECTS[tile.subject]
    indicator = frame.indicators.get(tile.about or 0)
    cells = subject.cells(frame.viewer, question_of(tile, frame.board, frame.now, frame.scope), frame.language)
    say = _sayer(tile, subject, indicator, frame.language)
    head, rows = _table(tile, subject, cells, say)
    return Drawn(
        tile=tile,
        title=title_of(tile, indicator),
        shape=_of_indicator(indicator, frame.language)
        if _is_last(tile, indicator)
        else SHAPES[tile.kind](tile, cells, say),
        head=head,
        rows=rows,
        as_of=indicator.read_at if indicator is not None else frame.now,
        is_stale=indicator is not None and indicator.is_stale(frame.now),
        is_empty=not any(cell.value is not None for cell in cells) and not _is_last(tile, indicator),
    )


def title_of(tile: Tile, indicator: Indicator | None) -> str:
    """What somebody called it, else what it shows."""
    if tile.title or tile.subject not in SUBJECTS:
        return str(tile)
    subject = SUBJECTS[tile.subject]
    names = {"subject": subject.title, "measure": subject.measured(tile.measure).title}
    return indicator.name if indicator is not None else _("%(subject)s: %(measure)s") % names


def _sayer(tile: Tile, subject: Subject, indicator: Indicator | None, language: str) -> Say:
    """How this tile words its numbers: with the unit of its measure, or of its indicator."""
    unit = subject.measured(tile.measure).unit
    if indicator is not None and tile.measure != "count":
        unit = indicator.unit

    def say(value: Decimal | None) -> str:
        if value is None:
            return "–"
        if unit == "share":
            return format_percent(value, language)
        return format_value(rounded(value, 2).normalize(), unit, language)

    return say


def behind_url(tile: Tile, by: str, across: str) -> str:
    """The rows behind one number of a tile."""
    asked = {name: value for name, value, side in (("by", by, tile.by), ("across", across, tile.across)) if side}
    return reverse("boards:behind", args=[tile.pk]) + ("?" + urlencode(asked) if asked else "")


def _is_last(tile: Tile, indicator: Indicator | None) -> bool:
    """A number about an indicator shows its last reading, not a mean over the span."""
    return tile.kind == Tile.TileKind.NUMBER and indicator is not None and indicator.value is not None


def _of_indicator(indicator: Indicator | None, language: str) -> dict[str, object]:
    if indicator is None:
        return {}
    shown = tile_of(indicator, language)
    url = reverse("metrics:indicator", args=[indicator.pk])
    return {
        "value": shown.value,
        "change": shown.change,
        "is_better": shown.is_better,
        "trend": shown.trend,
        "url": url,
    }


def _number(tile: Tile, cells: list[Cell], say: Say) -> dict[str, object]:
    return {"value": say(cells[0].value if cells else None), "url": behind_url(tile, "", "")}


def _line(tile: Tile, cells: list[Cell], say: Say) -> dict[str, object]:
    places, series, low, high = lines_of(cells)
    ends = (places[0][1], places[-1][1]) if places else ("", "")
    return {
        "series": series,
        "low": say(low),
        "high": say(high),
        "first": ends[0],
        "last": ends[1],
        "is_many": len(series) > 1,
    }


def _bars(tile: Tile, cells: list[Cell], say: Say) -> dict[str, object]:
    side = SUBJECTS[tile.subject].side(tile.by)
    is_ordered = tile.kind == Tile.TileKind.FUNNEL or bool(side and (side.names or side.bucket))
    bars = bars_of(cells, is_ordered=is_ordered)
    return {"bars": [(bar, say(bar.value), behind_url(tile, bar.place[0], "")) for bar in bars]}


def _heat(tile: Tile, cells: list[Cell], say: Say) -> dict[str, object]:
    heat = heat_of(cells)
    rows = [
        (
            place[1],
            [
                (say(value) if value is not None else "", level, behind_url(tile, place[0], at[0]))
                for at, value, level in row
            ],
        )
        for place, row in heat.rows
    ]
    return {"across": [words for _key, words in heat.across], "rows": rows}


def _nothing(tile: Tile, cells: list[Cell], say: Say) -> dict[str, object]:
    return {}


SHAPES: dict[str, Callable[[Tile, list[Cell], Say], dict[str, object]]] = {
    Tile.TileKind.NUMBER: _number,
    Tile.TileKind.LINE: _line,
    Tile.TileKind.BAR: _bars,
    Tile.TileKind.FUNNEL: _bars,
    Tile.TileKind.HEAT: _heat,
    Tile.TileKind.TABLE: _nothing,
}
PICKED: dict[str, Pick] = {
    Tile.TileKind.GOALS: goal_rows,
    Tile.TileKind.CHAIN: chain_html,
    Tile.TileKind.MATRIX: matrix_rows,
}


def _table(tile: Tile, subject: Subject, cells: list[Cell], say: Say) -> tuple[list[str], list[Row]]:
    sides = [side for side in (subject.side(tile.by), subject.side(tile.across)) if side]
    head = [*(str(side.title) for side in sides), str(subject.measured(tile.measure).title)]
    rows: list[Row] = []
    for cell in cells:
        places = [cell.by[1], cell.across[1]][: len(sides)]
        rows.append(
            [*((words, "") for words in places), (say(cell.value), behind_url(tile, cell.by[0], cell.across[0]))]
        )
    return head, rows
