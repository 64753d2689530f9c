"""What is to be reviewed: the meetings ahead, those that run, and what came of the last ones."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from denyut.meetings.actions import begin_review
from denyut.meetings.agenda import agenda_of
from denyut.meetings.load import meeting_load
from denyut.meetings.models import Dissolution, Review, ReviewItem
from denyut.meetings.review_rows import reason_labels
from denyut.people.requests import new_key
from denyut.people.times import company_now, zone_of
from denyut.people.views.doors import DeedButton, Page
from denyut.rhythm.agenda import Entry
from denyut.rhythm.agenda import agenda_of as calendar_of
from denyut.rhythm.models import Ritual
from denyut.rhythm.opening import window_for
from denyut.spine import clock
from denyut.spine.access import may
from denyut.spine.events import Via

DAYS, SHOWN, LOAD_DAYS = 14, 12, 28


class Meetings(Page, TemplateView):
    """The viewer's next meetings with the way to their agendas, what waits for their answer, and the last minutes."""

    template_name = "meetings/meetings.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        today = clock.now().astimezone(zone_of(self.person)).date()
        entries = calendar_of(self.person, today, today + timedelta(days=DAYS))
        reviews = Review.objects.visible_to(self.person).select_related("sitting__ritual__department", "facilitator")
        load = meeting_load(company_now().date() - timedelta(days=LOAD_DAYS - 1), company_now().date())
        own = {
            "entries": self._with_states([one for one in entries if one.state != "over"]),
            "running": reviews.running(),
            "closed": reviews.exclude(closed_at=None).order_by("-closed_at")[:SHOWN],
            "asked": self._asked(),
            "load": load,
        }
        return super().get_context_data(**{**own, **context})

    def _asked(self) -> list[Dissolution]:
        proposed = Dissolution.objects.visible_to(self.person).proposed()
        mine = proposed.filter(questions__person=self.person, questions__answer=None)
        return list(mine.select_related("ritual").order_by("starts_at"))

    def _with_states(self, entries: list[Entry]) -> list[tuple[Entry, Dissolution | None]]:
        rituals = {entry.ritual.pk for entry in entries}
        known = {(one.ritual_id, one.day): one for one in Dissolution.objects.filter(ritual__in=rituals)}
        return [(entry, known.get((entry.ritual.pk, entry.planned_on))) for entry in entries]


class OneSitting(Page):
    """A page about one ritual on one planned day."""

    kwargs: dict[str, Any]

    @cached_property
    def day(self) -> date:
        """The planned day. Raises Http404."""
        try:
            return date.fromisoformat(self.kwargs["day"])
        except ValueError as error:
            raise Http404 from error

    @cached_property
    def ritual(self) -> Ritual:
        """Raises Http404 also for a day on which nothing is planned."""
        found = Ritual.objects.visible_to(self.person).select_related("cycle", "department", "made_by")
        ritual = get_object_or_404(found, pk=self.kwargs["pk"])
        if not ritual.is_planned_on(self.day) and not ritual.sittings.filter(day=self.day).exists():
            raise Http404
        return ritual


class Ahead(OneSitting, TemplateView):
    """The agenda of a meeting as it stands now, before it begins; the review itself from then on."""

    template_name = "meetings/ahead.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        ritual, now = self.ritual, clock.now()
        window = window_for(self.person, ritual, self.day)
        kinds = ReviewItem.ItemKind
        labels = reason_labels()
        points = [
            (point, kinds(point.kind).label, [labels.get(one, one) for one in point.reasons])
            for point in agenda_of(ritual, self.day, now)
        ]
        own = {
            "ritual": ritual,
            "day": self.day,
            "points": points,
            "minutes": sum(point.minutes for point, _kind, _reasons in points),
            "opens_at": window.opens_at.astimezone(zone_of(self.person)),
            "is_open": now >= window.opens_at,
            "review": Review.objects.filter(sitting__ritual=ritual, sitting__day=self.day).first(),
            "sitting": ritual.sittings.filter(day=self.day).first(),
            "brief": Dissolution.objects.filter(ritual=ritual, day=self.day).first(),
            "may_begin": may(self.person, "meetings.begin", ritual),
            "key": new_key(),
        }
        # The address gives the day as text; the page shows it as a day.
        return super().get_context_data(**{**context, **own})


class Beginning(OneSitting, DeedButton):
    """Begin the review."""

    begun: Review

    def do(self, via: Via) -> Review:
        self.begun = begin_review.via(via)(self.person, self.ritual, day=self.day)
        return self.begun

    def get_success_url(self) -> str:
        return reverse("meetings:review", args=[self.begun.pk])
