"""How quickly goals come to serve each other, and how quickly people know."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from denyut.alignment.models import Ask
from denyut.benefits.measures.registry import Shape, Tally, measure, sampled
from denyut.benefits.weeks import Weeks
from denyut.chat.models import Confirmation
from denyut.okr.models import Edge, Objective

HOUR = 3600
type Answers = list[datetime | None]


@measure(
    "alignment_speed",
    number="M-03",
    title=_("Alignment speed"),
    formula=_(
        "The median of the hours from the moment a goal is published until all links and asks about it are accepted."
    ),
    unit="h",
    shape=Shape.MEDIAN,
    is_higher_better=False,
    claimed=57,
)
def alignment_speed(weeks: Weeks) -> Mapping[date, Tally]:
    """M-03 by the week in which the last one was accepted. Three queries."""
    answers: defaultdict[int, Answers] = defaultdict(list)
    wanted = (Edge.EdgeState.PROPOSED, Edge.EdgeState.ACCEPTED)
    links = Edge.objects.filter(state__in=wanted, proposed_at__lt=weeks.end)
    for objective, of_key_result, at in links.values_list(
        "from_objective", "from_key_result__objective", "answered_at"
    ):
        answers[objective or of_key_result].append(at)
    for objective, at in Ask.objects.filter(asked_at__lt=weeks.end).values_list("objective", "answered_at"):
        answers[objective].append(at)
    published = Objective.objects.filter(pk__in=answers, published_at__isnull=False, published_at__lt=weeks.end)
    found = []
    for number, since in published.values_list("pk", "published_at"):
        until = aligned_at(answers[number])
        if since is not None and until is not None and weeks.begin <= until < weeks.end:
            found.append((weeks.of(until), max((until - since).total_seconds() / HOUR, 0.0)))
    return sampled(found)


def aligned_at(answers: Answers) -> datetime | None:
    """When the last of these was answered; None while one is waiting. Pure."""
    known = [at for at in answers if at is not None]
    return max(known) if known and len(known) == len(answers) else None


@measure(
    "propagation",
    number="M-11",
    title=_("Propagation of news"),
    formula=_(
        "The median of the hours from a message that asks to be confirmed until each of its readers confirms it."
    ),
    unit="h",
    shape=Shape.MEDIAN,
    is_higher_better=False,
    claimed=97,
)
def propagation(weeks: Weeks) -> Mapping[date, Tally]:
    """M-11 by the week of the confirmation. One query."""
    told = Confirmation.objects.filter(confirmed_at__gte=weeks.begin, confirmed_at__lt=weeks.end).order_by()
    pairs = told.values_list("asked_at", "confirmed_at")
    return sampled((weeks.of(at), (at - asked).total_seconds() / HOUR) for asked, at in pairs if at is not None)
