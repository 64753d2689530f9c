"""Where notices about numbers lead: to indicators and data sources."""

from collections.abc import Sequence

from django.urls import reverse

from denyut.inbox.links import Target, link
from denyut.metrics.models import Indicator
from denyut.people.models import Person
from denyut.sources.models import Source
from denyut.spine.models import Event


@link("metrics.indicator")
def to_indicators(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The indicator whose readings stopped."""
    found = Indicator.objects.visible_to(viewer).in_bulk([event.subject_id for event in events])
    rows = ((event, found.get(event.subject_id or 0)) for event in events)
    return {event.pk: Target(reverse("metrics:indicator", args=[one.pk]), one.name) for event, one in rows if one}


@link("sources.source")
def to_sources(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The data source that broke, or works again."""
    found = Source.objects.visible_to(viewer).in_bulk([event.subject_id for event in events])
    rows = ((event, found.get(event.subject_id or 0)) for event in events)
    return {event.pk: Target(reverse("sources:source", args=[one.pk]), one.name) for event, one in rows if one}
