"""Deeds that bring data to a source: an uploaded file, rows that another program sends."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from denyut.people.models import Person
from denyut.sources.actions.telling import as_it_stands, tell
from denyut.sources.models import Arrival, Kind, Source
from denyut.sources.storing import Kept
from denyut.sources.verbs import SOURCE_CHANGED, SOURCE_FED
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed

ROWS_AT_ONCE = 1_000
ARRIVALS_AT_MOST = 20_000
FILES_KEPT = 3


@deed("sources.upload_file")
def upload_file(actor: Person, source: Source, kept: Kept) -> Source:
    """Give a source a new file, which `storing.keep` stored. The last three are kept. Raises Refused, Conflict for another kind."""
    require(actor, "sources.change", source)
    if source.kind != Kind.FILE:
        raise Conflict(_("This source takes no files."), code="other_kind")
    Arrival.objects.create(source=source, name=kept.name, path=kept.path, number=uuid4().hex, at=clock.now())
    for old in source.arrivals.exclude(path="").order_by("-id")[FILES_KEPT:]:
        default_storage.delete(old.path)
        old.delete()
    tell(SOURCE_FED, actor, source)
    return source


@deed("sources.receive_rows")
def receive_rows(actor: None, source: Source, *, rows: Sequence[Mapping[str, Any]], number: str = "") -> Arrival:
    """Keep rows that another program sent, up to 1,000 at once. A message whose `number` is known changes nothing.

    Whoever has the secret of the address may: the door asks for it. Raises Invalid, Conflict when too much waits.
    """
    source = as_it_stands(source)
    if not 1 <= len(rows) <= ROWS_AT_ONCE or not all(isinstance(row, Mapping) for row in rows):
        raise Invalid(_("Send one object, or a list of up to 1,000."), code="rows", field="rows")
    number = number[:100] or secrets.token_hex(16)
    known = source.arrivals.filter(number=number).first()
    if known is not None:
        return known
    if source.arrivals.count() >= ARRIVALS_AT_MOST:
        raise Conflict(_("Too much was sent to this source. Send fewer messages with more rows."), code="full")
    return Arrival.objects.create(source=source, number=number, rows=list(rows), at=clock.now())


@deed("sources.turn_secret")
def turn_secret(actor: Person, source: Source) -> Source:
    """Give a webhook a new address and signature; the old ones end at once. Raises Refused, Conflict for another kind."""
    require(actor, "sources.change", source)
    source = as_it_stands(source)
    if source.kind != Kind.WEBHOOK:
        raise Conflict(_("This source has no address of its own."), code="other_kind")
    source.words = {**source.words, "turn": str(int(source.words.get("turn", "1")) + 1)}
    source.save(update_fields=["words"])
    tell(SOURCE_CHANGED, actor, source, what="secret")
    return source
