"""/boards: pages of tiles that people build, their tiles, and when they are sent."""

from datetime import datetime, time

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.boards import models
from denyut.boards.actions import (
    add_board,
    add_sending,
    add_tile,
    archive_board,
    change_board,
    change_tile,
    copy_board,
    end_sending,
    move_tile,
    remove_tile,
)
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.values import Reference
from denyut.people.models import Person


class Board(Schema):
    """A page of tiles. `scope` is the department it is narrowed to, `days` how far back its tiles look."""

    id: int
    name: str
    owner: int = Field(alias="owner_id")
    audience: models.Board.Audience
    scope: int | None = Field(alias="scope_id")
    days: int
    edition: int
    made_at: datetime
    archived_at: datetime | None


class Tile(Schema):
    """One drawing on a board. `about` is the id of the indicator or objective that it is about, where it needs one."""

    id: int
    board: int = Field(alias="board_id")
    kind: models.Tile.TileKind
    title: str
    subject: str
    measure: str
    by: str
    across: str
    about: int | None
    days: int | None
    width: int
    position: int


class Sending(Schema):
    """A board sent by the clock, into a room or to a person. `weekday` is 0 for Monday, null for every day."""

    id: int
    board: int = Field(alias="board_id")
    room: int | None = Field(alias="room_id")
    person: int | None = Field(alias="person_id")
    weekday: int | None
    at: time
    made_at: datetime
    ended_at: datetime | None


def visible(caller: Person) -> QuerySet[models.Board]:
    """Boards that the caller finds."""
    return models.Board.objects.visible_to(caller).select_related("owner", "scope", "department")


def visible_tiles(caller: Person) -> QuerySet[models.Tile]:
    """Tiles of those boards."""
    return models.Tile.objects.visible_to(caller).select_related("board__owner").order_by("id")


def visible_sendings(caller: Person) -> QuerySet[models.Sending]:
    """What the caller gets, asked for, or has of boards of theirs."""
    return models.Sending.objects.visible_to(caller).select_related("board__owner")


BOARDS = Resource("boards", Board, visible, {"owner": (Reference, "owner")})
TILES = Resource("tiles", Tile, visible_tiles, {"board": (Reference, "board")})
SENDINGS = Resource("sendings", Sending, visible_sendings, {"board": (Reference, "board")})
router = Router()
for resource in (BOARDS, TILES, SENDINGS):
    offer_list(router, resource)
    offer_one(router, resource)
PULSE = {"name": "Service pulse", "audience": "all", "days": 90}
SHOWN = {"subject": "tasks", "measure": "late", "by": "person", "title": "Late work"}
BARS = {"kind": "bar", **SHOWN}
offer_deed(router, "POST", "/boards", add_board, answers=BOARDS, status=201, example=PULSE)
offer_deed(
    router,
    "PATCH",
    "/boards/{int:id}",
    change_board,
    answers=BOARDS,
    subject=BOARDS,
    is_partial=True,
    example={"days": 30},
)
offer_deed(router, "DELETE", "/boards/{int:id}", archive_board, answers=BOARDS, subject=BOARDS)
offer_deed(router, "POST", "/boards/{int:id}/copies", copy_board, answers=BOARDS, subject=BOARDS, status=201)
offer_deed(router, "POST", "/boards/{int:id}/tiles", add_tile, answers=TILES, subject=BOARDS, status=201, example=BARS)
offer_deed(router, "PUT", "/tiles/{int:id}", change_tile, answers=TILES, subject=TILES, example=SHOWN)
offer_deed(router, "PUT", "/tiles/{int:id}/position", move_tile, answers=TILES, subject=TILES, example={"position": 0})
offer_deed(router, "DELETE", "/tiles/{int:id}", remove_tile, answers=BOARDS, subject=TILES)
offer_deed(
    router,
    "POST",
    "/boards/{int:id}/sendings",
    add_sending,
    answers=SENDINGS,
    subject=BOARDS,
    status=201,
    example={"at": "08:00", "weekday": 0},
)
offer_deed(router, "DELETE", "/sendings/{int:id}", end_sending, answers=SENDINGS, subject=SENDINGS)
