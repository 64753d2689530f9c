"""Why somebody checked in: of themselves, because they were reminded, because it had been escalated, or not at all, since data came."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from denyut.okr.models import CheckIn
from denyut.rhythm.models import Prompt, Stage

WITHIN = timedelta(hours=2)
BY_ITSELF = ("automatic", "outlet", "inside")


class Class(StrEnum):
    """What moved a check-in."""

    UNPROMPTED = "unprompted"
    PROMPTED = "prompted"
    FORCED = "forced"
    AUTOMATIC = "automatic"


def classes_of(check_ins: Iterable[CheckIn]) -> dict[int, Class]:
    """The class of each of these check-ins, by id: prompted within two hours after its author was reminded, forced where that reminder
    had gone past the owner to somebody else, automatic where no person did it. One query."""
    said = list(check_ins)
    sent: defaultdict[int, list[tuple[datetime, str]]] = defaultdict(list)
    prompts = Prompt.objects.filter(person__in={one.author_id for one in said})
    if said:
        first, last = min(one.recorded_at for one in said), max(one.recorded_at for one in said)
        prompts = prompts.filter(sent_at__gte=first - WITHIN, sent_at__lte=last)
    # A reminder of one key result brings others along: it counts for its person, whichever they told of first.
    for person, at, stage in prompts.values_list("person", "sent_at", "stage") if said else ():
        sent[person].append((at, stage))
    return {one.pk: _class(one, sent[one.author_id]) for one in said}


def _class(one: CheckIn, sent: Iterable[tuple[datetime, str]]) -> Class:
    if one.surface in BY_ITSELF:
        return Class.AUTOMATIC
    stages = {stage for at, stage in sent if at <= one.recorded_at <= at + WITHIN}
    if Stage.HELPER in stages:
        return Class.FORCED
    return Class.PROMPTED if stages else Class.UNPROMPTED
