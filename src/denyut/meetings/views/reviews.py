"""A review while it runs, and its minutes when it is over."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from denyut.meetings.actions import add_action, add_topic, close_review, take_lead, take_up, write_notes
from denyut.meetings.minutes import whole_minutes
from denyut.meetings.models import Review, ReviewItem
from denyut.meetings.review_rows import item_rows, stages
from denyut.people.models import Person
from denyut.people.requests import new_key, person_of, via_web, wants_fragment
from denyut.people.views.doors import DeedButton, Page
from denyut.rhythm.actions import attend
from denyut.rhythm.models import Sitting
from denyut.spine.access import Refused, may
from denyut.spine.events import Via, head
from denyut.tasks.reading import read_task

LOADED = ("sitting__ritual__department", "sitting__ritual__cycle", "facilitator", "room", "closed_by")


def seen_item(viewer: Person, pk: int) -> ReviewItem:
    """The item, if the viewer sees its review. Raises Http404."""
    found = ReviewItem.objects.filter(review__in=Review.objects.visible_to(viewer))
    loaded = ("review__sitting__ritual__department", "review__sitting__ritual__cycle", "key_result")
    return get_object_or_404(found.select_related(*loaded), pk=pk)


class OneReview(Page):
    """A page about one review."""

    kwargs: dict[str, Any]

    @cached_property
    def review(self) -> Review:
        """Raises Http404."""
        found = Review.objects.visible_to(self.person).select_related(*LOADED)
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("meetings:review", args=[self.review.pk])


class ReviewPage(OneReview, TemplateView):
    """The agenda with live numbers, notes and actions; after the close the minutes."""

    def get_template_names(self) -> list[str]:
        return ["meetings/minutes.html" if self.review.is_closed else "meetings/review.html"]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        review, since = self.review, head()
        own: dict[str, Any] = {"review": review, "ritual": review.sitting.ritual, "topic": f"review:{review.pk}"}
        own |= {"key": new_key(), "since": since}
        if review.is_closed:
            own["lasted"] = whole_minutes(review.minutes.get("seconds", 0))
        else:
            items = review.items.select_related("key_result__objective")
            for item in items:
                item.review = review
            own |= {"items": item_rows(items), "stage": stages([review.pk])[review.pk]}
            own |= {"may_write": may(self.person, "meetings.write", review)}
            own |= {"may_lead": may(self.person, "meetings.lead", review)}
            own |= {"is_there": review.sitting.attended.filter(pk=self.person.pk).exists()}
        return super().get_context_data(**{**own, **context})


class Lead(OneReview, DeedButton):
    """Take the lead."""

    def do(self, via: Via) -> Review:
        return take_lead.via(via)(self.person, self.review)


class Attendance(OneReview, DeedButton):
    """Say that one is there."""

    def do(self, via: Via) -> Sitting:
        return attend.via(via)(self.person, self.review.sitting.ritual, day=self.review.sitting.day)


class Closure(OneReview, DeedButton):
    """End the review."""

    def do(self, via: Via) -> Review:
        return close_review.via(via)(self.person, self.review)


@login_required
@require_POST
def topics(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a topic; it arrives by the stream."""
    viewer = person_of(request)
    review = get_object_or_404(Review.objects.visible_to(viewer).select_related(*LOADED), pk=pk)
    add_topic.via(via_web(request))(viewer, review, title=request.POST.get("title", ""))
    return _stay(request, review)


@login_required
@require_POST
def up(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item up."""
    viewer = person_of(request)
    item = seen_item(viewer, pk)
    take_up.via(via_web(request))(viewer, item)
    return _stay(request, item.review)


@login_required
@require_POST
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Write notes: `text`, and `was`, what the writer started from. A clash answers with what others wrote."""
    viewer = person_of(request)
    item = seen_item(viewer, pk)
    try:
        item = write_notes.via(via_web(request))(
            viewer, item, text=request.POST.get("text", ""), was=request.POST.get("was")
        )
    except Refused as refusal:
        theirs = {"theirs": ReviewItem.objects.get(pk=pk).notes} if refusal.code == "changed_meanwhile" else {}
        return JsonResponse({"reason": str(refusal.reason), **theirs}, status=refusal.status)
    return JsonResponse({"text": item.notes, "edition": item.edition})


@login_required
@require_POST
def actions(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an action in one line of words: a day and @somebody are understood."""
    viewer = person_of(request)
    item = seen_item(viewer, pk)
    said = read_task(viewer, request.POST.get("words", ""))
    add_action.via(via_web(request))(viewer, item, title=said.title, owner=said.owner, due_on=said.due_on)
    return _stay(request, item.review)


def _stay(request: HttpRequest, review: Review) -> HttpResponse:
    return HttpResponse(status=204) if wants_fragment(request) else redirect("meetings:review", review.pk)
