"""/sources: where numbers come in by themselves. /source-targets: the machines that they may ask."""

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from ninja.files import UploadedFile
from ninja.params.functions import File
from pydantic import Field

from denyut.gateway.auth import caller_of, via_rest
from denyut.gateway.description import about_writing
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.indicators import INDICATORS
from denyut.gateway.resources.key_results import KEY_RESULTS
from denyut.gateway.values import Reference
from denyut.people.models import Person
from denyut.sources import models
from denyut.sources.actions import (
    add_source,
    allow_target,
    change_source,
    connect_source,
    make_key_result,
    map_source,
    note_columns,
    pause_source,
    read_source,
    remove_source,
    resume_source,
    schedule_source,
    turn_secret,
    untie,
    upload_file,
    withdraw_target,
)
from denyut.sources.reading import look_at
from denyut.sources.storing import keep
from denyut.sources.troubles import Trouble
from denyut.sources.words import trouble_words
from denyut.spine.access import Conflict, require


class Source(Schema):
    """A data source. `words` say how it is reached, without secrets: those are never given out. `trouble` says what is wrong with
    it; `columns` are what was seen of it last."""

    id: int
    name: str
    kind: str
    owner: int = Field(alias="owner_id")
    state: str
    words: dict[str, Any]
    has_secret: bool
    columns: list[dict[str, str]]
    mapping: dict[str, str]
    indicator: int | None = Field(alias="indicator_id")
    key_result: int | None = Field(alias="key_result_id")
    every: str
    at: time | None
    next_at: datetime | None
    trouble: str
    trouble_code: str
    broken_at: datetime | None
    good_at: datetime | None

    @staticmethod
    def resolve_has_secret(source: models.Source) -> bool:
        return bool(source.secret)

    @staticmethod
    def resolve_trouble(source: models.Source) -> str:
        return trouble_words(source.trouble)

    @staticmethod
    def resolve_trouble_code(source: models.Source) -> str:
        return str(source.trouble.get("code", ""))


class Run(Schema):
    """One reading of a source: running, good, same or broken. `problems` are the first rows that were left out, and why."""

    id: int
    source: int = Field(alias="source_id")
    person: int | None = Field(alias="person_id")
    outcome: str
    begun_at: datetime
    ended_at: datetime | None
    rows: int
    written: int
    refused: int
    percent: int
    digest: str
    trouble: str
    problems: list[dict[str, Any]]

    @staticmethod
    def resolve_trouble(run: models.Run) -> str:
        return trouble_words(run.trouble)


class Target(Schema):
    """A machine that sources may ask; `is_private` when it may lie inside the house's own network."""

    id: int
    host: str
    is_private: bool
    reason: str
    made_by: int = Field(alias="made_by_id")
    made_at: datetime


class Tie(Schema):
    """A key result that follows an indicator: each reading is checked in by itself."""

    id: int
    indicator: int = Field(alias="indicator_id")
    key_result: int = Field(alias="key_result_id")
    made_by: int = Field(alias="made_by_id")
    made_at: datetime


def visible_targets(caller: Person) -> Any:
    """The list is for administrators and auditors."""
    found = models.Target.objects.all()
    return found if caller.is_administrator or caller.is_auditor else found.none()


SOURCES = Resource(
    "sources",
    Source,
    lambda caller: models.Source.objects.visible_to(caller).select_related("owner"),
    {"kind": (str, "kind"), "state": (str, "state"), "indicator": (Reference, "indicator")},
)
RUNS = Resource("runs", Run, models.Run.objects.visible_to, parent=SOURCES, below="source")
TARGETS = Resource("source-targets", Target, visible_targets)
TIES = Resource(
    "ties",
    Tie,
    lambda caller: models.Tie.objects.visible_to(caller).select_related("key_result"),
    {"indicator": (Reference, "indicator"), "key_result": (Reference, "key_result")},
)
PLACE = "/sources/{int:id}"
CONNECTION = {"url": "https://data.example.com/sales.json", "path": "items", "headers": {"Authorization": "Bearer …"}}
MAPPING = {"date_column": "day", "value_column": "amount", "aggregate": "sum", "period": "day", "indicator": 7}
router = Router()
_FILE: Any = File(...)

offer_list(router, SOURCES)
offer_one(router, SOURCES)
offer_deed(
    router, "POST", "/sources", add_source, answers=SOURCES, status=201, example={"name": "Shop", "kind": "http"}
)
offer_deed(
    router,
    "PATCH",
    PLACE,
    change_source,
    answers=SOURCES,
    subject=SOURCES,
    is_partial=True,
    example={"name": "Our shop"},
)
offer_deed(
    router,
    "PUT",
    f"{PLACE}/connection",
    connect_source,
    answers=SOURCES,
    subject=SOURCES,
    example={"connection": CONNECTION},
)
offer_deed(router, "PUT", f"{PLACE}/mapping", map_source, answers=SOURCES, subject=SOURCES, example=MAPPING)
offer_deed(
    router,
    "PUT",
    f"{PLACE}/schedule",
    schedule_source,
    answers=SOURCES,
    subject=SOURCES,
    example={"every": "day", "at": "06:00"},
)
offer_deed(router, "POST", f"{PLACE}/pause", pause_source, answers=SOURCES, subject=SOURCES)
offer_deed(router, "POST", f"{PLACE}/resumption", resume_source, answers=SOURCES, subject=SOURCES)
offer_deed(router, "POST", f"{PLACE}/secret", turn_secret, answers=SOURCES, subject=SOURCES)
offer_deed(router, "DELETE", PLACE, remove_source, answers=SOURCES, subject=SOURCES)
offer_list(router, RUNS)
offer_deed(router, "POST", RUNS.path, read_source, answers=RUNS, subject=SOURCES, status=201)
offer_list(router, TARGETS)
offer_deed(
    router,
    "POST",
    "/source-targets",
    allow_target,
    answers=TARGETS,
    status=201,
    example={"host": "data.example.com", "reason": "Sales of the shop"},
)
offer_deed(router, "DELETE", "/source-targets/{int:id}", withdraw_target, answers=TARGETS, subject=TARGETS)
offer_deed(
    router,
    "POST",
    "/indicators/{int:id}/key-results",
    make_key_result,
    answers=KEY_RESULTS,
    subject=INDICATORS,
    status=201,
    example={"objective": 12, "target": "45"},
)
offer_list(router, TIES)
offer_deed(router, "DELETE", "/ties/{int:id}", untie, answers=KEY_RESULTS, subject=TIES)


@router.post(
    f"{PLACE}/file",
    response={201: Source},
    operation_id="upload_file",
    summary="Upload a file to a source",
    **about_writing(),
)
def upload(request: HttpRequest, id: int, file: UploadedFile = _FILE) -> Status[Any]:
    """Give a source its next file, as a form with the part `file`: CSV or Excel, at most 50 MB. It is read at the next run."""
    caller = caller_of(request)
    source = SOURCES.found(caller, id)
    upload_file.via(via_rest(request))(caller, source, keep(caller, source, file, file.name or ""))
    return Status(201, SOURCES.shown(caller, id))


@router.post(
    f"{PLACE}/look",
    response={200: Source},
    operation_id="note_columns",
    summary="Look at the first rows of a source",
    **about_writing(),
)
def look(request: HttpRequest, id: int) -> Status[Any]:
    """Ask a source for its first rows, and keep which columns it has: what a mapping needs. 409 says why that is not possible."""
    caller = caller_of(request)
    source = SOURCES.found(caller, id)
    require(caller, "sources.change", source)
    try:
        found = look_at(source)
    except Trouble as trouble:
        raise Conflict(trouble_words(trouble.as_json()), code=trouble.code) from trouble
    note_columns.via(via_rest(request))(caller, source, found.columns)
    return Status(200, SOURCES.shown(caller, id))
