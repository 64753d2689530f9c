"""Letters with notices: at once, a few together, or once a day."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from denyut.inbox.models import How, Notice, NoticeQuerySet
from denyut.inbox.rows import NoticeRow, notice_rows
from denyut.people.languages import is_right_to_left
from denyut.people.models import Person, Workspace
from denyut.rhythm.replying import reply_address
from denyut.spine import clock

AT_MOST = 50
REMINDING = ("rhythm.prompted", "rhythm.prompt_help")
PAUSE = timedelta(minutes=10)
# What could not be sent for so long is no news any more.
STALE = timedelta(days=7)


def waiting(how: How, person: Person | None = None) -> NoticeQuerySet:
    """The unread notices that have to go out by this way and have not: everybody's, or one person's, oldest first."""
    found = Notice.objects.unread().filter(how=how, mailed_at=None, done_at=None, at__gte=clock.now() - STALE)
    found = found.filter(person=person) if person else found
    return found.order_by("id")


def letter_of(person: Person, notices: Sequence[Notice], *, is_digest: bool) -> EmailMultiAlternatives | None:
    """The letter as text and as a page, in the language of its reader; None when nothing is left that they may see."""
    with translation.override(person.language):
        rows = notice_rows(notices, person)
        return _written(person, rows, is_digest=is_digest, reply_to=_answered_at(notices)) if rows else None


def _answered_at(notices: Sequence[Notice]) -> str:
    """Where an answer to the letter files check-ins: at the newest reminder it tells of; empty where it tells of none."""
    reminders = [notice.event.subject_id for notice in notices if notice.event.verb in REMINDING]
    return reply_address(reminders[-1]) if reminders and reminders[-1] else ""


def _written(
    person: Person, rows: Sequence[NoticeRow], *, is_digest: bool, reply_to: str = ""
) -> EmailMultiAlternatives:
    home = settings.PUBLIC_URL.rstrip("/")
    context = {
        "person": person,
        "rows": rows,
        "first": rows[0],
        "more": len(rows) - 1,
        "is_digest": is_digest,
        "takes_replies": bool(reply_to),
        "workspace": Workspace.objects.first(),
        "home": home,
        "inbox": home + reverse("inbox:inbox"),
        "wishes": home + reverse("inbox:wishes"),
        "language": person.language,
        "direction": "rtl" if is_right_to_left(person.language) else "ltr",
    }
    subject = " ".join(render_to_string("inbox/mail/notices_subject.txt", context).split())
    text = render_to_string("inbox/mail/notices.txt", context)
    letter = EmailMultiAlternatives(subject, text, to=[person.email], reply_to=[reply_to] if reply_to else None)
    letter.attach_alternative(render_to_string("inbox/mail/notices.html", context), "text/html")
    return letter
