"""A person's own goals that nobody has moved for weeks."""

from django.db.models import Q

from denyut.alignment.health.engines import SILENCE, silent
from denyut.alignment.health.findings import Finding
from denyut.alignment.health.loading import load
from denyut.okr.models import Cycle, KeyResult, Objective, State
from denyut.people.models import Person
from denyut.people.times import company_now


def silent_goals(owner: Person) -> list[Finding]:
    """What the owner has to decide about. One query for whoever keeps their goals moving, else those of a whole cycle."""
    now = company_now()
    then = now - SILENCE
    moving = KeyResult.objects.filter(checked_in_at__gt=then).values("objective")
    own = Objective.objects.filter(owner=owner, state=State.ACTIVE, cycle__closed_at=None, made_at__lte=then)
    own = own.filter(cycle__starts_on__lte=now.date(), cycle__ends_on__gte=now.date()).exclude(pk__in=moving)
    own = own.filter(Q(published_at=None) | Q(published_at__lte=then))
    cycles = set(own.values_list("cycle", flat=True))
    theirs = {f"objective:{pk}" for pk in own.values_list("pk", flat=True)} if cycles else set()
    found = [one for cycle in Cycle.objects.filter(pk__in=cycles) for one in silent(load(cycle), now)] if cycles else []
    return [one for one in found if one.subject in theirs]
