"""What rooms do by the clock, and off the page's time: urgent calls, again and by other ways."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from denyut.chat import gateway
from denyut.chat.actions import call_due, close_poll, fire_reminder, forget_files
from denyut.chat.call_links import link_of
from denyut.chat.models import Call, Ding, Poll, Reminder
from denyut.people.languages import is_right_to_left
from denyut.people.models import Workspace
from denyut.spine import clock
from denyut.spine.jobs.cron import schedule
from denyut.spine.jobs.each import each
from denyut.spine.jobs.retrying import retrying

AT_ONCE = 500


@task(priority=50)
def call_those_due() -> None:
    """Call everybody whose moment has come and who has not confirmed."""
    due = Ding.objects.filter(calls__next_at__lte=clock.now(), calls__confirmed_at=None, cancelled_at=None)
    each(due.select_related("by").distinct(), lambda ding: call_due(ding.by, ding))


schedule(call_those_due, every=timedelta(minutes=1))


@task(priority=50)
def remind_those_due() -> None:
    """Tell of every reminder whose minute has come, in the name of who set it."""
    due = Reminder.objects.filter(fired_at=None, done_at=None, at__lte=clock.now()).select_related("by")
    each(due.order_by("at", "id")[:AT_ONCE], lambda reminder: fire_reminder(reminder.by, reminder))


@task()
def close_polls_due() -> None:
    """Close the polls whose time is over, in the name of who asked."""
    due = Poll.objects.filter(closed_at=None, closes_at__lte=clock.now()).select_related("by")
    each(due[:AT_ONCE], lambda poll: close_poll(poll.by, poll))


@task()
def forget_unsent_files() -> int:
    """Delete the files that nobody sent within a day, and those of recalled messages."""
    return forget_files()


schedule(forget_unsent_files, every=timedelta(hours=1))
schedule(remind_those_due, every=timedelta(minutes=1))
schedule(close_polls_due, every=timedelta(minutes=1))


@retrying(max_attempts=4, backoff=15.0)
def send_call(call_id: int) -> None:
    """Send the letter of a call in its reader's language, unless they have confirmed meanwhile."""
    call = _open_call(call_id)
    if call is not None and call.person.email:
        with translation.override(call.person.language):
            letter_of(call).send()


@retrying(max_attempts=4, backoff=15.0)
def reach_by_gateway(call_id: int) -> None:
    """Hand a call to the operator's gateway, unless it is confirmed. Raises NotReached, to be tried again."""
    call = _open_call(call_id)
    if call is None or not gateway.is_configured():
        return
    who = {"id": call.person_id, "name": call.person.name, "email": call.person.email, "language": call.person.language}
    words = {"from": call.ding.by.name, "text": call.ding.text, "reason": call.ding.reason}
    gateway.reach({"call": call.pk, "times": call.times, "to": who, **words, "link": link_of(call)})


def letter_of(call: Call) -> EmailMultiAlternatives:
    """The letter as text and as a page, in the active language."""
    language = translation.get_language() or "en"
    context = {
        "call": call,
        "ding": call.ding,
        "workspace": Workspace.objects.first(),
        "link": link_of(call),
        "home": settings.PUBLIC_URL.rstrip("/") + reverse("chat:dings"),
        "language": language,
        "direction": "rtl" if is_right_to_left(language) else "ltr",
    }
    subject = " ".join(render_to_string("chat/mail/call_subject.txt", context).split())
    letter = EmailMultiAlternatives(subject, render_to_string("chat/mail/call.txt", context), to=[call.person.email])
    letter.attach_alternative(render_to_string("chat/mail/call.html", context), "text/html")
    return letter


def _open_call(call_id: int) -> Call | None:
    found = Call.objects.select_related("person", "ding__by", "ding__room")
    return found.filter(pk=call_id, confirmed_at=None, ding__cancelled_at=None, person__is_active=True).first()
