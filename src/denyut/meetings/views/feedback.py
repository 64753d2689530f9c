"""A check-in by itself, with what colleagues said of it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from denyut.meetings.actions import give_feedback
from denyut.meetings.check_in_rows import check_in_rows
from denyut.meetings.feedback_rows import feedback_of
from denyut.okr.models import CheckIn, KeyResult
from denyut.people.models import Person
from denyut.people.requests import new_key, person_of, via_web, wants_fragment
from denyut.people.views.doors import Page
from denyut.spine.access import may
from denyut.spine.events import head


def seen_check_in(viewer: Person, pk: int) -> CheckIn:
    """The check-in of a key result that the viewer sees. Raises Http404."""
    seen = CheckIn.objects.filter(key_result__in=KeyResult.objects.visible_to(viewer))
    return get_object_or_404(seen.select_related("key_result__objective__cycle", "author"), pk=pk)


class CheckInPage(Page, TemplateView):
    """Where a number comes from: who said it, when, instead of what, and what others said of it."""

    template_name = "meetings/check_in.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        since, said = head(), seen_check_in(self.person, self.kwargs["pk"])
        [row] = check_in_rows([said], get_language() or "en")
        own = {
            "row": row,
            "said": feedback_of([said.pk])[said.pk],
            "objective": said.key_result.objective,
            "may_say": may(self.person, "meetings.give_feedback", said),
            "since": since,
            "key": new_key(),
        }
        return super().get_context_data(**{**own, **context})


@login_required
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something on a check-in; without `text`, that it was seen. What was said arrives by the stream."""
    viewer = person_of(request)
    give_feedback.via(via_web(request))(viewer, seen_check_in(viewer, pk), text=request.POST.get("text", ""))
    return HttpResponse(status=204) if wants_fragment(request) else redirect("meetings:check_in", pk)
