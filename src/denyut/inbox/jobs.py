"""When letters with notices go out: outside quiet hours, at most one in ten minutes, and the daily one at its reader's hour."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.tasks import task

from denyut.inbox.actions import note_mailed
from denyut.inbox.letters import AT_MOST, PAUSE, letter_of, waiting
from denyut.inbox.models import How, Post
from denyut.inbox.rows import with_events
from denyut.people.models import Person
from denyut.people.quiet import waking_times
from denyut.people.times import zone_of
from denyut.spine import clock
from denyut.spine.jobs.cron import schedule
from denyut.spine.jobs.each import each
from denyut.spine.jobs.retrying import retrying

USUAL_HOUR = 8


@task()
def send_letters() -> None:
    """Send what should go out at once to those who are awake and have had no letter for ten minutes."""
    now = clock.now()
    each(_awake(waiting(How.MAIL).values_list("person", flat=True), now), lambda person: _send_at_once(person, now))


@task()
def send_digests() -> None:
    """Send the daily letter to those whose hour has come and who have not had it today."""
    now = clock.now()
    each(_awake(waiting(How.DIGEST).values_list("person", flat=True), now), lambda person: _send_daily(person, now))


@retrying(max_attempts=5, backoff=60.0)
def send_letter(person_id: int, *, is_digest: bool) -> None:
    """One letter with what waits for a person by now. Where nothing is left to tell, none is sent."""
    person = Person.objects.colleagues().filter(pk=person_id).first()
    if person is None:
        return
    notices = with_events(waiting(How.DIGEST if is_digest else How.MAIL, person)[:AT_MOST])
    letter = letter_of(person, notices, is_digest=is_digest) if notices else None
    if letter is not None:
        letter.send()
    if notices:
        note_mailed(None, person, notices=[notice.pk for notice in notices], is_digest=is_digest)


schedule(send_letters, every=timedelta(minutes=1))
schedule(send_digests, every=timedelta(minutes=15))


def _send_at_once(person: Person, now: datetime) -> None:
    last = _post_of(person).mailed_at
    if last is None or last + PAUSE <= now:
        send_letter.enqueue(person.pk, is_digest=False)


def _send_daily(person: Person, now: datetime) -> None:
    post, zone = _post_of(person), zone_of(person)
    has_had = post.digested_at is not None and post.digested_at.astimezone(zone).date() == now.astimezone(zone).date()
    if not has_had and now.astimezone(zone).hour >= post.digest_hour:
        send_letter.enqueue(person.pk, is_digest=True)


def _awake(ids: Iterable[int], now: datetime) -> list[Person]:
    people = list(Person.objects.colleagues().filter(pk__in=set(ids)).select_related("site", "post"))
    times = waking_times(people, lambda person: now)
    return [person for person in people if times[person.pk] <= now]


def _post_of(person: Person) -> Post:
    return getattr(person, "post", None) or Post(person=person, digest_hour=USUAL_HOUR)
