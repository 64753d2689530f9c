"""Keeping the index true: following the log, and building it from the things themselves."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from itertools import batched

from django.db.models import Max

from denyut.lib.tokens import tokenise
from denyut.search.index import put, remove, term
from denyut.search.models import Document, Place
from denyut.search.sources import SOURCES, Doc, Source
from denyut.spine import writer
from denyut.spine.models import Event

AT_ONCE = 500
LETTERS = 20_000
LOG = "log"


def follow_log() -> int:
    """Index what changed since the last time, up to 500 events. Returns how many events were read; doing it twice changes nothing.

    Some at a time: one event may concern a whole room, and nobody waits until all of it is written.
    """
    since = writer.run(_started)
    events = list(Event.objects.filter(id__gt=since).order_by("id")[:AT_ONCE]) if since else []
    for kind, numbers in _touched(events).items():
        for some in batched(numbers, AT_ONCE, strict=False):
            writer.run(partial(index_things, kind, some))
    if events:
        writer.run(partial(_read_to, events[-1].pk))
    return len(events)


def build_index(kind: str, after: int) -> int:
    """Index the next thousand things of a kind above the number `after`. Returns the last number, 0 at the end."""
    numbers = SOURCES[kind].numbers(after)
    if numbers:
        writer.run(lambda: index_things(kind, numbers))
    return numbers[-1] if numbers else 0


def index_things(kind: str, numbers: Sequence[int]) -> int:
    """Index these things of one kind as they are now, inside a transaction. Returns how many were written anew."""
    found = {doc.number: doc for doc in SOURCES[kind].docs(numbers)}
    known = {one.number: one for one in Document.objects.filter(kind=kind, number__in=numbers)}
    gone = [one.pk for number, one in known.items() if number not in found]
    if gone:
        remove(gone)
        Document.objects.filter(pk__in=gone).delete()
    changed = [doc for doc in found.values() if doc.number not in known or known[doc.number].digest != _digest(doc)]
    for doc in changed:
        if doc.number in known:
            Document.objects.filter(pk=known[doc.number].pk).update(digest=_digest(doc), at=doc.at, person=doc.person)
    new = [
        Document(kind=kind, number=doc.number, person_id=doc.person, at=doc.at, digest=_digest(doc))
        for doc in sorted(changed, key=lambda doc: doc.number)
        if doc.number not in known
    ]
    Document.objects.bulk_create(new)
    rows = {one.number: one.pk for one in new} | {number: one.pk for number, one in known.items()}
    if changed:
        put([(rows[doc.number], words_of(kind, doc)) for doc in changed])
    return len(changed)


def words_of(kind: str, doc: Doc) -> list[str]:
    """The words and terms under which a thing is indexed."""
    own = [term("kind", kind), *(term("scope", scope) for scope in doc.scopes), *(term(word) for word in doc.terms)]
    return [*tokenise(doc.text[:LETTERS]), *own, *([term("by", doc.person)] if doc.person else [])]


def _started() -> int:
    """How far the log was read; 0 the first time: what stood before is indexed by `build_index`, from the things themselves."""
    newest = Event.objects.aggregate(newest=Max("id"))["newest"] or 0
    place, is_new = Place.objects.get_or_create(name=LOG, defaults={"position": newest})
    if place.position == 0 and not is_new:
        _read_to(newest)
    return 0 if is_new else place.position


def _read_to(position: int) -> None:
    Place.objects.filter(name=LOG).update(position=position)


def _touched(events: Sequence[Event]) -> dict[str, list[int]]:
    found: dict[str, dict[int, None]] = defaultdict(dict)
    by_verb: dict[str, list[Source]] = defaultdict(list)
    for one in SOURCES.values():
        for verb in one.verbs:
            by_verb[verb].append(one)
    for event in events:
        for one in by_verb.get(event.verb, ()):
            found[one.kind].update(dict.fromkeys(one.touched(event)))
    return {kind: list(numbers) for kind, numbers in found.items()}


def _digest(doc: Doc) -> str:
    said = "\x1f".join((doc.text, *doc.scopes, *doc.terms, str(doc.person)))
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()
