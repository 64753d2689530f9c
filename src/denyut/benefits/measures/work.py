"""Is the daily work tied to the goals, done as promised, and done once?"""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from denyut.benefits.drift import done_in
from denyut.benefits.measures.registry import Shape, Tally, measure, rated, shared
from denyut.benefits.weeks import Weeks
from denyut.chat.models import Line, Mention
from denyut.okr.models import KeyResult
from denyut.spine.models import Event
from denyut.tasks.models import Task
from denyut.tasks.verbs import TASK_REOPENED

THOUSAND = 1000


@measure(
    "link_coverage",
    number="M-13",
    title=_("Tasks linked to goals"),
    formula=_("Tasks that help a key result, divided by all tasks that were asked for in the week."),
    unit="%",
    shape=Shape.SHARE,
    is_higher_better=True,
    scale=100,
)
def link_coverage(weeks: Weeks) -> Mapping[date, Tally]:
    """M-13 for tasks. One query."""
    made = Task.objects.filter(made_at__gte=weeks.begin, made_at__lt=weeks.end).order_by()
    return shared((weeks.of(at), goal is not None) for at, goal in made.values_list("made_at", "key_result"))


@measure(
    "talk_coverage",
    number="M-13b",
    title=_("Messages linked to goals"),
    formula=_("Messages that name a goal, divided by all messages of the week."),
    unit="%",
    shape=Shape.SHARE,
    is_higher_better=True,
    scale=100,
)
def talk_coverage(weeks: Weeks) -> Mapping[date, Tally]:
    """M-13 for messages. Two queries."""
    said = Line.objects.filter(kind=Line.LineKind.TALK, said_at__gte=weeks.begin, said_at__lt=weeks.end).order_by()
    naming = Mention.objects.filter(kind__in=("key_result", "objective"), line__in=said.values("pk"))
    linked = set(naming.order_by().values_list("line", flat=True))
    return shared((weeks.of(at), number in linked) for number, at in said.values_list("pk", "said_at"))


@measure(
    "execution_rate",
    number="M-26",
    title=_("Execution rate"),
    formula=_("Tasks for a key result that were done by their day, divided by all that were due in the week."),
    unit="%",
    shape=Shape.SHARE,
    is_higher_better=True,
    claimed=82,
    scale=100,
)
def execution_rate(weeks: Weeks) -> Mapping[date, Tally]:
    """M-26 by the week of the day that was promised; what was dropped was not done. One query."""
    due = Task.objects.filter(key_result__isnull=False, due_on__gte=weeks.first, due_on__lt=weeks.end.date()).order_by()
    rows = due.values_list("due_on", "done_at")
    return shared(
        (day - timedelta(days=day.weekday()), done is not None and done.astimezone(weeks.zone).date() <= day)
        for day, done in rows
        if day is not None
    )


@measure(
    "miscommunication",
    number="M-27",
    title=_("Miscommunication"),
    formula=_("Messages recalled and tasks reopened, for each thousand messages said and tasks done."),
    unit=_("per thousand"),
    shape=Shape.RATE,
    is_higher_better=False,
    scale=THOUSAND,
)
def miscommunication(weeks: Weeks) -> Mapping[date, Tally]:
    """M-27, its second part. Three queries."""
    span = {"said_at__gte": weeks.begin, "said_at__lt": weeks.end}
    said = list(Line.objects.filter(kind=Line.LineKind.TALK, **span).order_by().values_list("said_at", "recalled_at"))
    reopened = Event.objects.filter(verb=TASK_REOPENED.name, at__gte=weeks.begin, at__lt=weeks.end)
    done = Task.objects.filter(done_at__gte=weeks.begin, done_at__lt=weeks.end).order_by()
    of = dict.fromkeys(weeks, 0.0)
    for at in [*(at for at, _recalled in said), *done.values_list("done_at", flat=True)]:
        if at is not None:
            of[weeks.of(at)] += 1
    wrong = [at for at, recalled in said if recalled] + list(reopened.order_by().values_list("at", flat=True))
    return rated(((weeks.of(at), 1.0) for at in wrong), of)


@measure(
    "data_quality",
    number="M-27b",
    title=_("Complete key results"),
    formula=_(
        "Key results that say where their number comes from and why they should help, divided by all that were added."
    ),
    unit="%",
    shape=Shape.SHARE,
    is_higher_better=True,
    scale=100,
)
def data_quality(weeks: Weeks) -> Mapping[date, Tally]:
    """M-27, its first part. One query."""
    made = KeyResult.objects.filter(made_at__gte=weeks.begin, made_at__lt=weeks.end).order_by()
    rows = made.values_list("made_at", "source", "hypothesis")
    return shared((weeks.of(at), bool(source and hypothesis)) for at, source, hypothesis in rows)


@measure(
    "strategy_drift",
    number="F-007",
    title=_("Strategy drift"),
    formula=_("Tasks done for no goal that is under way, divided by all tasks done in the week."),
    unit="%",
    shape=Shape.SHARE,
    is_higher_better=False,
    scale=100,
)
def strategy_drift(weeks: Weeks) -> Mapping[date, Tally]:
    """F-007 by week. One query."""
    return shared((weeks.of(one.at), one.is_adrift) for one in done_in(weeks))
