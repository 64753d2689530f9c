"""Deeds on notices: telling people, reading, being done, and having been mailed.

They record nothing: what happened is in the log already, and who was told of it, or has read it, is nobody else's business.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from django.db import transaction

from denyut.inbox.models import How, Notice, NoticeQuerySet, Post
from denyut.live.whereabouts import tell_mark
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import require
from denyut.spine.deeds import deed
from denyut.spine.models import Event


@deed("inbox.notify")
def notify(
    actor: Person | None, event: Event, *, kinds: Mapping[int, str], ways: Mapping[int, str], is_again: bool = False
) -> int:
    """Tell people of an event: `kinds` is what it is to each of them (by id), `ways` how each is told. Telling again changes nothing.

    One that `is_again` about the same thing takes the place of what they were told of it before. Returns how many were told.
    """
    told = set(Notice.objects.filter(event=event).values_list("person", flat=True))
    new = [person for person in kinds if person not in told]
    if is_again:
        _about(event).filter(person__in=new).delete()
    Notice.objects.bulk_create(
        [Notice(person_id=pk, event=event, kind=kinds[pk], at=event.at, how=ways.get(pk, How.APP)) for pk in new]
    )
    _ring(new)
    return len(new)


@deed("inbox.read_notice")
def read_notice(actor: Person, notice: Notice) -> Notice:
    """Note that the actor has seen a notice of theirs. Raises Refused for somebody else's."""
    require(actor, "inbox.read", notice)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now())
    notice.refresh_from_db(fields=["read_at"])
    return notice


@deed("inbox.read_all")
def read_all(actor: Person, *, kind: str = "", notices: Sequence[Notice] = ()) -> None:
    """Note that the actor has seen all their notices, or those of one kind, or these. What waits to be done waits on."""
    mine = Notice.objects.filter(person=actor, read_at=None)
    if kind:
        mine = mine.filter(kind=kind)
    if notices:
        mine = mine.filter(pk__in=[notice.pk for notice in notices])
    mine.update(read_at=clock.now())


@deed("inbox.settle")
def settle(actor: Person | None, event: Event, *, person: int) -> int:
    """With this event is done what its subject had asked of a person: their earlier notices about it are read. Returns how many."""
    found, now = list(_about(event).filter(person=person)), clock.now()
    for notice in found:
        notice.done_at, notice.read_at = now, notice.read_at or now
    Notice.objects.bulk_update(found, ["done_at", "read_at"])
    _ring([person] if found else [])
    return len(found)


@deed("inbox.note_mailed")
def note_mailed(actor: Person | None, person: Person, *, notices: Sequence[int], is_digest: bool = False) -> None:
    """Note that a letter with these notices (their ids) has gone out to a person; a daily one, where `is_digest`."""
    now = clock.now()
    Notice.objects.filter(person=person, pk__in=notices).update(mailed_at=now)
    moved = {"digested_at": now} if is_digest else {"mailed_at": now}
    Post.objects.update_or_create(person=person, defaults=moved)


def _about(event: Event) -> NoticeQuerySet:
    """The earlier notices about the event's subject of which nothing was done yet."""
    subject = {"event__subject_kind": event.subject_kind, "event__subject_id": event.subject_id}
    return Notice.objects.filter(done_at=None, event__lt=event.pk, **subject)


def _ring(people: Iterable[int]) -> None:
    """Once this is in, let the bells on these people's open pages look again."""
    for person in people:
        transaction.on_commit(partial(tell_mark, f"user:{person}", (person,)), robust=True)
