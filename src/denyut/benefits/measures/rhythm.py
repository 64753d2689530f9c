"""Does the rhythm hold: are rituals held when they are planned, and does a word come back on what people tell?"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from denyut.benefits.measures.registry import Shape, Tally, measure, sampled, shared
from denyut.benefits.weeks import Weeks
from denyut.lib.dates import monday_of
from denyut.okr.models import CheckIn
from denyut.rhythm.board import Held, times_between
from denyut.spine.models import Event

FEEDBACK = ("meetings.feedback_given", "meetings.seen")
AN_HOUR = timedelta(hours=1)
# An answer that came first before the weeks asked for is looked up so far back.
LOOKED_BACK = timedelta(days=56)


@measure(
    "rituals_held",
    number="M-04b",
    title=_("Rituals held on time"),
    formula=_("Rituals that took place by the next working day, divided by all that were planned."),
    unit="%",
    shape=Shape.SHARE,
    is_higher_better=True,
    scale=100,
)
def rituals_held(weeks: Weeks) -> Mapping[date, Tally]:
    """By the week for which they were planned. Five queries."""
    times = times_between(weeks.first, weeks.end.date())
    planned = [one for some in times.values() for one in some]
    return shared((monday_of(one.day), one.held is Held.ON_TIME) for one in planned)


@measure(
    "feedback_latency",
    number="M-28b",
    title=_("From check-in to a word on it"),
    formula=_("The median of the hours from a check-in to the first word of a colleague, or that they have seen it."),
    unit=_("hours"),
    shape=Shape.MEDIAN,
    is_higher_better=False,
)
def feedback_latency(weeks: Weeks) -> Mapping[date, Tally]:
    """By the week of the answer; what authors add themselves is none. Two queries."""
    told = Event.objects.filter(verb__in=FEEDBACK, at__gte=weeks.begin - LOOKED_BACK, at__lt=weeks.end)
    answers = list(told.order_by("at", "id").values_list("facts", "actor", "at"))
    said = CheckIn.objects.filter(pk__in={facts["check_in"] for facts, _actor, _at in answers})
    found = first_answers(
        {pk: (author, at) for pk, author, at in said.values_list("pk", "author", "recorded_at")},
        [(facts["check_in"], actor, at) for facts, actor, at in answers],
    )
    return sampled((weeks.of(at), waited / AN_HOUR) for at, waited in found if at >= weeks.begin)


def first_answers(
    said: Mapping[int, tuple[int, datetime]], answers: Iterable[tuple[int, int | None, datetime]]
) -> list[tuple[datetime, timedelta]]:
    """The first answer to each check-in by somebody else, and how long it took: of `said` (author and moment by id) and answers (which,
    by whom, when) in the order of time. Pure."""
    first: dict[int, datetime] = {}
    for pk, actor, at in answers:
        if pk in said and actor != said[pk][0]:
            first.setdefault(pk, at)
    return [(at, at - said[pk][1]) for pk, at in first.items()]
