"""Answering a suggestion in the room where it was made."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from denyut.assistant.actions import dismiss_suggestion, take_suggestion, undo_suggestion
from denyut.assistant.models import Suggestion
from denyut.assistant.offered import offer_row
from denyut.people.requests import person_of, via_web
from denyut.spine.access import Refused


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap: record, leave, leave and ask no more here, or undo. Answers with the chip as it stands then."""
    viewer = person_of(request)
    mine = Suggestion.objects.visible_to(viewer).select_related("key_result__owner", "room")
    found = get_object_or_404(mine, pk=pk)
    word, refusal = request.POST.get("answer", ""), ""
    via = via_web(request)
    try:
        if word == "take":
            found = take_suggestion.via(via)(viewer, found)
        elif word == "undo":
            found = undo_suggestion.via(via)(viewer, found)
        else:
            found = dismiss_suggestion.via(via)(viewer, found, is_last=word == "never")
    except Refused as refused:
        refusal = str(refused.reason)
    row = offer_row(found)
    context = {"offer": row, "refusal": refusal, "is_last": word == "never"}
    return render(request, "assistant/_suggestion.html", context, status=409 if refusal else 200)
