"""Inside the deeds on urgent calls: whom to call when, and the calling itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from denyut.chat.actions.lines import redraw_cards
from denyut.chat.ladder import next_call, step_of
from denyut.chat.models import Call, Ding
from denyut.chat.verbs import DING_CALLED, DING_REWORDED
from denyut.lib.moment_words import NOW, plain
from denyut.lib.moments import parse_moment
from denyut.people.models import Person
from denyut.people.quiet import waking_times
from denyut.people.times import zone_of
from denyut.spine.access import Invalid
from denyut.spine.events import record
from denyut.spine.models import Event

CARD = "chat.ding_card"
FARTHEST = timedelta(days=90)
LATE = timedelta(minutes=1)


def timetable(people: Sequence[Person], at: str, now: datetime, *, is_patient: bool) -> dict[int, datetime]:
    """When each person (by id) is called for `at`, read by their own clock; after their quiet hours for one that is patient.

    Raises Invalid for words that are no moment, for the past, and for more than three months ahead.
    """
    wanted = {person: _moment(at, now, person) for person in people}
    if is_patient:
        return waking_times(people, wanted.__getitem__)
    return {person.pk: moment for person, moment in wanted.items()}


def due_calls(ding: Ding, now: datetime) -> list[Call]:
    """The open calls of a ding whose moment has come, in the order of their people."""
    due = Call.objects.filter(ding=ding, confirmed_at=None, next_at__lte=now, person__is_active=True)
    return list(due.select_related("person__site").order_by("person"))


def call(ding: Ding, calls: Sequence[Call], now: datetime) -> None:
    """Call these people now, one step further up the ladder than the last time."""
    if not calls:
        return
    later: dict[int, datetime] = {}
    if not ding.cannot_wait:
        later = waking_times([one.person for one in calls], lambda person: next_call(0, now) or now)
    for one in calls:
        one.times, one.called_at = one.times + 1, now
        one.step = step_of(one.times, has_gateway=bool(settings.GATEWAY_URL))
        again = next_call(one.times, now)
        one.next_at = again and later.get(one.person_id, again)
    Call.objects.bulk_update(calls, ["times", "called_at", "step", "next_at"])
    ding.fired_at, ding.called_at = ding.fired_at or now, now
    ding.save(update_fields=["fired_at", "called_at"])
    facts = {
        "ding": ding.pk,
        "told": [one.person_id for one in calls],
        "calls": [one.pk for one in calls],
        "steps": [str(one.step) for one in calls],
    }
    redraw_card(ding.by, ding, record(DING_CALLED, ding.by, ding, facts=facts))


def redraw_card(actor: Person, ding: Ding, event: Event) -> None:
    """Draw the ding's card anew where it stands, after what has just happened to it."""
    redraw_cards(actor, event_id=event.pk, card=CARD, number=ding.pk)


def tell_reworded(actor: Person, ding: Ding, event_id: int) -> None:
    """Draw a ding anew whose words went with their message (event `event_id`): its card, and where people are called."""
    calls = Call.objects.filter(ding=ding, confirmed_at=None, times__gt=0).order_by("person")
    told = dict(calls.values_list("person", "pk"))
    record(DING_REWORDED, actor, ding, facts={"ding": ding.pk, "told": [*told], "calls": [*told.values()]})
    redraw_cards(actor, event_id=event_id, card=CARD, number=ding.pk)


def _moment(at: str, now: datetime, person: Person) -> datetime:
    if not at.strip() or plain(at) in NOW:
        return now
    found = parse_moment(at, now, zone_of(person), get_language() or "en")
    if found is None:
        reason = _("“%(words)s” is no moment. Write for example “Fri 15:00” or “in 20 min”.")
        raise Invalid(reason % {"words": at[:40]}, code="not_a_moment", field="at")
    if not now - LATE <= found <= now + FARTHEST:
        raise Invalid(_("Choose a moment within the next three months."), code="out_of_range", field="at")
    return max(now, found)
