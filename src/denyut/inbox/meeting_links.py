"""Where notices about reports, reviews and feedback lead."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from denyut.inbox.links import Target, link
from denyut.meetings.models import Digest, Dissolution, Feedback, Report, Review
from denyut.people.models import Person
from denyut.spine.models import Event

MEETINGS = {
    "meetings.report": (Report, "meetings:report"),
    "meetings.digest": (Digest, "meetings:digest"),
    "meetings.review": (Review, "meetings:review"),
    "meetings.dissolution": (Dissolution, "meetings:brief"),
}


@link(*MEETINGS)
def to_meetings(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """Reports, digests, reviews and briefs on their own pages."""
    model, page = MEETINGS[events[0].subject_kind]
    kept: Any = model._default_manager
    found = kept.visible_to(viewer).filter(pk__in=[event.subject_id for event in events])
    seen = set(found.values_list("pk", flat=True))
    return {event.pk: Target(reverse(page, args=[event.subject_id])) for event in events if event.subject_id in seen}


@link("meetings.feedback")
def to_feedback(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The check-in that it is about."""
    found = Feedback.objects.visible_to(viewer).in_bulk([event.subject_id for event in events])
    told = ((event, found.get(event.subject_id or 0)) for event in events)
    return {
        event.pk: Target(reverse("meetings:check_in", args=[one.check_in_id]), one.text) for event, one in told if one
    }
