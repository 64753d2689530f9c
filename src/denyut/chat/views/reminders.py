"""Reminders on the web: the list, the sheet of a message, putting off, ending."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from denyut.chat.actions import end_reminder, remind, snooze_reminder
from denyut.chat.mentions import readable
from denyut.chat.models import Line, Reminder
from denyut.chat.pages import number_in
from denyut.chat.reminding import CHOICES, reminders_of
from denyut.lib.moments import parse_moment
from denyut.people.models import Person
from denyut.people.requests import person_of, via_web, wants_fragment
from denyut.people.sheets import done, sheet
from denyut.people.times import zone_of
from denyut.spine import clock
from denyut.spine.access import Invalid, Refused


@login_required
@require_GET
def reminders(request: HttpRequest) -> HttpResponse:
    """What the viewer is to be reminded of, and of what they had others reminded."""
    viewer = person_of(request)
    return render(request, "chat/reminders.html", {"reminders": reminders_of(viewer), "viewer": viewer})


@login_required
@require_http_methods(["GET", "POST"])
def of_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Be reminded of a message: one tap on a usual moment, or any other in words."""
    viewer = person_of(request)
    found = Line.objects.visible_to(viewer).filter(recalled_at=None).select_related("room")
    line = get_object_or_404(found, pk=pk)
    text, refusal = readable(line.text), ""
    if request.method == "POST":
        try:
            at = _moment(viewer, request.POST.get("choice", "") or request.POST.get("when", ""))
            remind.via(via_web(request))(viewer, text=" ".join(text.split())[:300], at=at, line=line)
            return done(request, reverse("chat:reminders"))
        except Refused as refused:
            refusal = str(refused.reason)
    context = {
        "action": request.path,
        "is_sheet": wants_fragment(request),
        "words": text,
        "choices": CHOICES,
        "when": request.POST.get("when", ""),
        "refusal": refusal,
    }
    return sheet(request, _("Remind me"), "chat/_remind_form.html", context, is_wrong=bool(refusal))


@login_required
@require_POST
def snooze(request: HttpRequest, pk: int) -> HttpResponse:
    """Be reminded again after some `minutes`."""
    viewer = person_of(request)
    minutes = number_in(request.POST.get("minutes", "")) or 20
    snooze_reminder.via(via_web(request))(viewer, _seen(viewer, pk), minutes=minutes)
    return done(request, reverse("chat:reminders"))


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it is done, or not wanted any more."""
    viewer = person_of(request)
    end_reminder.via(via_web(request))(viewer, _seen(viewer, pk))
    return done(request, reverse("chat:reminders"))


def _moment(viewer: Person, words: str) -> datetime:
    found = parse_moment(words, clock.now(), zone_of(viewer), get_language() or "en")
    if found is None:
        reason = _("“%(words)s” is no moment. Write for example “Fri 15:00” or “in 20 min”.")
        raise Invalid(reason % {"words": words[:40]}, code="not_a_moment", field="when")
    return found


def _seen(viewer: Person, pk: int) -> Reminder:
    return get_object_or_404(Reminder.objects.visible_to(viewer), pk=pk)
