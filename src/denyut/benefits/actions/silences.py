"""Telling owners, and whoever leads them, that a cycle begins to be forgotten."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from denyut.benefits.crew import GROUP_AT_LEAST
from denyut.benefits.models import Silence
from denyut.benefits.verbs import QUIET_OWNER, QUIET_OWNERS
from denyut.okr.models import Cycle
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.deeds import deed
from denyut.spine.events import News, record_many


@deed("benefits.tell_of_silence")
def tell_of_silence(actor: Person | None, cycle: Cycle, *, days: int, people: Sequence[Person]) -> list[Silence]:
    """Tell each of these owners kindly, and those who lead five of them and more how many they are, never who. Again tells nobody twice."""
    known = set(Silence.objects.filter(cycle=cycle, days=days).values_list("person", flat=True))
    new = [person for person in people if person.pk not in known]
    now = clock.now()
    made = Silence.objects.bulk_create([Silence(person=one, cycle=cycle, days=days, told_at=now) for one in new])
    said: dict[str, Any] = {"cycle": cycle.name, "days": days}
    news = [News(QUIET_OWNER, one, {**said, "told": [one.person_id]}) for one in made]
    by_lead: defaultdict[int, int] = defaultdict(int)
    for person in new:
        lead = person.department.lead_id if person.department else None
        if lead is not None and lead != person.pk:
            by_lead[lead] += 1
    for lead, count in sorted(by_lead.items()):
        if count >= GROUP_AT_LEAST:
            news.append(News(QUIET_OWNERS, made[0], {**said, "count": count, "told": [lead]}))
    record_many(actor, news)
    return made
