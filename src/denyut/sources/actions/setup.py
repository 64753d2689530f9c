"""Deeds that set a source up: what it is, how it is reached, what is read from it, and when."""

from collections.abc import Sequence
from datetime import time

from django.utils.translation import gettext as _

from denyut.metrics.models import Indicator
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.sources.actions.telling import as_it_stands, tell
from denyut.sources.columns import Column
from denyut.sources.connecting import Connection, checked_connection
from denyut.sources.connectors.databases import database_folder
from denyut.sources.connectors.files import folder_of
from denyut.sources.mapping import Aggregate, Period
from denyut.sources.mapping_checks import checked_mapping, checked_target
from denyut.sources.models import Kind, Source, State
from denyut.sources.timing import next_moment
from denyut.sources.vault import opened, sealed
from denyut.sources.verbs import SOURCE_ADDED, SOURCE_CHANGED, SOURCE_REMOVED
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed

NAME_AT_MOST = 120


@deed("sources.add_source")
def add_source(actor: Person, *, name: str, kind: str, owner: Person | None = None) -> Source:
    """Begin a data source. `kind` is file, folder, sql, http, webhook or own; it works once it is connected, mapped and scheduled.

    Raises Refused for whoever is no manager, Invalid.
    """
    require(actor, "sources.add")
    if kind not in Kind.values:
        raise Invalid(_("Choose where the numbers come from."), code="not_a_choice", field="kind")
    source = Source.objects.create(name=_name(name), kind=kind, owner=owner or actor, made_at=clock.now())
    tell(SOURCE_ADDED, actor, source, kind=kind)
    return source


@deed("sources.change_source")
def change_source(actor: Person, source: Source, *, name: str, owner: Person | None = None) -> Source:
    """Give a source another name or owner; without an owner it keeps its own. Raises Refused, Invalid."""
    require(actor, "sources.change", source)
    source = as_it_stands(source)
    source.name, source.owner = _name(name), owner or source.owner
    source.save(update_fields=["name", "owner"])
    tell(SOURCE_CHANGED, actor, source, what="name")
    return source


@deed("sources.connect_source")
def connect_source(actor: Person, source: Source, *, connection: Connection) -> Source:
    """Say how a source is reached. Secrets (`password`, values of `headers`) are encrypted and never shown again; left out, those
    that are kept stay, as long as the machine they belong to stays the same. Raises Refused, Invalid."""
    require(actor, "sources.change", source)
    source = as_it_stands(source)
    words, secret = checked_connection(source, connection, opened(source.secret))
    source.words, source.secret = words, sealed(secret)
    source.save(update_fields=["words", "secret"])
    if source.kind == Kind.FOLDER:
        folder_of(source).mkdir(parents=True, exist_ok=True, mode=0o700)
    elif words.get("dialect") == "sqlite":
        database_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    tell(SOURCE_CHANGED, actor, source, what="connection")
    return source


@deed("sources.note_columns")
def note_columns(actor: Person, source: Source, columns: Sequence[Column]) -> Source:
    """Keep what columns a first look found, for whoever maps them. Inside the house only."""
    require(actor, "sources.change", source)
    source = as_it_stands(source)
    source.columns = [column.as_json() for column in columns]
    source.save(update_fields=["columns"])
    return source


@deed("sources.map_source")
def map_source(
    actor: Person,
    source: Source,
    *,
    date_column: str,
    value_column: str = "",
    aggregate: str = Aggregate.SUM,
    period: str = Period.DAY,
    order: str = "",
    where_column: str = "",
    equals: str = "",
    indicator: Indicator | None = None,
    key_result: KeyResult | None = None,
) -> Source:
    """Say what is read: the column of the day, that of the value (none for a count), how the rows of a day, week or month become one
    number (sum, mean, median, p90, count, last), which rows count (`where_column` says `equals`), and where it goes: an indicator, or
    a key result that takes measurements. `order` (dmy or mdy) is asked where dates leave it open, and remembered.

    Raises Refused also for a goal or indicator that the actor may not feed, Invalid, Conflict before the first look.
    """
    require(actor, "sources.change", source)
    source = as_it_stands(source)
    mapping = checked_mapping(
        source,
        date=date_column,
        value=value_column,
        aggregate=aggregate,
        period=period,
        order=order,
        where=where_column,
        equals=equals,
    )
    checked_target(source, indicator, key_result)
    source.mapping, source.indicator, source.key_result = mapping.as_json(), indicator, key_result
    source.save(update_fields=["mapping", "indicator", "key_result"])
    tell(SOURCE_CHANGED, actor, source, what="mapping")
    return source


@deed("sources.schedule_source")
def schedule_source(actor: Person, source: Source, *, every: str = Source.Every.HAND, at: time | None = None) -> Source:
    """Say when a source is read (hand, hour, day, week; the last two `at` a time by the company's clock) and switch it on.

    Raises Refused, Invalid, Conflict before it is mapped.
    """
    require(actor, "sources.change", source)
    source = as_it_stands(source)
    if every not in Source.Every.values:
        raise Invalid(_("Choose when the source is read."), code="not_a_choice", field="every")
    if not source.is_ready:
        raise Conflict(_("Say first what is read from this source and where it goes."), code="not_mapped")
    source.every, source.at, source.next_at = every, at, next_moment(every, at, company_now())
    source.state = State.BROKEN if source.broken_at else State.WORKING
    source.save(update_fields=["every", "at", "next_at", "state"])
    tell(SOURCE_CHANGED, actor, source, what="schedule")
    return source


@deed("sources.pause_source")
def pause_source(actor: Person, source: Source) -> Source:
    """Read a source no more until it is resumed. Raises Refused, Conflict for one that is not on."""
    return _switched(actor, source, is_on=False)


@deed("sources.resume_source")
def resume_source(actor: Person, source: Source) -> Source:
    """Read a paused source again. Raises Refused, Conflict for one that is not paused."""
    return _switched(actor, source, is_on=True)


@deed("sources.remove_source")
def remove_source(actor: Person, source: Source) -> None:
    """Remove a source with its runs, its credentials and what it was sent. The readings that it made stay. Raises Refused."""
    require(actor, "sources.change", source)
    tell(SOURCE_REMOVED, actor, source)
    source.delete()


def _switched(actor: Person, source: Source, *, is_on: bool) -> Source:
    require(actor, "sources.change", source)
    source = as_it_stands(source)
    if source.state == State.DRAFT or is_on == source.is_on:
        raise Conflict(_("The source is in this state already, or not set up yet."), code="same_state")
    source.state = (State.BROKEN if source.broken_at else State.WORKING) if is_on else State.PAUSED
    source.next_at = next_moment(source.every, source.at, company_now()) if is_on else None
    source.save(update_fields=["state", "next_at"])
    tell(SOURCE_CHANGED, actor, source, what="state")
    return source


def _name(name: str) -> str:
    if not 1 <= len(name.strip()) <= NAME_AT_MOST:
        raise Invalid(_("Give the source a name of up to 120 letters."), code="name", field="name")
    return name.strip()
