"""Notices as their reader sees them: a sentence in their language, and where it leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from denyut.chat.models import Room
from denyut.chat.naming import titles_of
from denyut.inbox import meeting_links, number_links  # noqa: F401 - they declare where their notices lead
from denyut.inbox.kinds import BY_NAME, OTHER
from denyut.inbox.links import Target, targets_of
from denyut.inbox.models import Notice, NoticeQuerySet
from denyut.people.faces import Face, face_of
from denyut.people.models import Person
from denyut.spine.models import Event, words_of
from denyut.spine.verbs import VERBS


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice in one language. `about` are the words of the thing itself, `place` the name of its room."""

    id: int
    face: Face | None
    sentence: str
    about: str
    place: str
    url: str
    kind: str
    kind_title: str
    at: datetime
    is_read: bool
    is_done: bool


class _Words(dict[str, object]):
    """The words of a sentence. What an old event does not name is left open rather than failing the page."""

    def __missing__(self, name: str) -> str:
        return "…"


def notice_rows(notices: Sequence[Notice], viewer: Person) -> list[NoticeRow]:
    """The rows of those notices that still lead somewhere. Their events, actors and words must be loaded."""
    events = [notice.event for notice in notices]
    targets = targets_of(viewer, events)
    rooms = Room.objects.filter(pk__in={target.room for target in targets.values() if target.room})
    names = {pk: title.name for pk, title in titles_of(rooms, viewer).items()}
    return [_row(notice, targets[notice.event_id], names) for notice in notices if notice.event_id in targets]


def with_events(notices: NoticeQuerySet) -> list[Notice]:
    """The notices of a queryset with all that their rows need. One query."""
    return list(notices.select_related("event__actor", "event__words"))


def sentence_of(event: Event, *, subject: str = "", room: str = "") -> str:
    """What happened, in the active language."""
    verb = VERBS.get(event.verb)
    if verb is None:
        return ""
    words = _Words(event.facts)
    actor = event.actor.name if event.actor else _("Somebody")
    words |= {"actor": actor, "subject": subject or "…", "room_name": room or "…"}
    words.setdefault("title", words_of(event))
    return str(verb.sentence) % words


def _row(notice: Notice, target: Target, rooms: dict[int, str]) -> NoticeRow:
    event, place = notice.event, rooms.get(target.room or 0, "")
    is_person = event.subject_kind == "people.person"
    return NoticeRow(
        notice.pk,
        face_of(event.actor) if event.actor else None,
        sentence_of(event, subject=target.about if is_person else "", room=place),
        "" if is_person else target.about,
        place,
        target.url,
        notice.kind,
        str(BY_NAME.get(notice.kind, OTHER).title),
        notice.at,
        notice.read_at is not None,
        notice.done_at is not None,
    )
