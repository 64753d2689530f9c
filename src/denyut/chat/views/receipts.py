"""Receipts on the web: where readers are, who has read a line, who has confirmed it."""

import csv

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from denyut.chat.actions import confirm_line, mark_delivered, remind_missing
from denyut.chat.models import Line, Room
from denyut.chat.pages import number_in
from denyut.chat.receipts import Answer, answers_of, marks_of, receipts_of
from denyut.chat.rules import has_seat
from denyut.people.models import Person
from denyut.people.requests import person_of, via_web, wants_fragment
from denyut.people.sheets import sheet
from denyut.people.times import zone_of
from denyut.spine.access import may, require

# What a spreadsheet would take for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@login_required
@require_http_methods(["GET", "POST"])
def marks(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: how far everybody in the room has read, for those who sit in it, nothing where the room hides it.

    POST: `to` reached the viewer's screen.
    """
    viewer = person_of(request)
    room = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    if request.method == "POST":
        to = number_in(request.POST.get("to", ""))
        if to is not None:
            mark_delivered(viewer, room, to=to)
        return HttpResponse(status=204)
    is_shown = room.shows_receipts and has_seat(viewer, room)
    return JsonResponse({"seats": marks_of(room) if is_shown else None}, headers={"Cache-Control": "no-store"})


@login_required
@require_GET
def receipts(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has read a line of the viewer's own."""
    viewer = person_of(request)
    line = _line(viewer, pk)
    require(viewer, "chat.see_receipts", line)
    return sheet(request, _("Who has read this"), "chat/_receipts.html", {"receipts": receipts_of(line), "line": line})


@login_required
@require_GET
def confirmations(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has confirmed a line and when, for everybody in its room."""
    viewer = person_of(request)
    line = _line(viewer, pk)
    answers = answers_of(line)
    context = {
        "line": line,
        "answers": answers,
        "confirmed": sum(one.confirmed_at is not None for one in answers),
        "may_remind": may(viewer, "chat.remind_missing", line),
    }
    return sheet(request, _("Who has confirmed this"), "chat/_confirmations.html", context)


@login_required
@require_GET
def confirmations_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a file for the author."""
    viewer = person_of(request)
    line = _line(viewer, pk)
    require(viewer, "chat.remind_missing", line)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = (
        content_disposition_header(True, f"{_('confirmations')}-{line.pk}.csv") or "attachment"
    )
    answer.write("\ufeff")
    writer = csv.writer(answer)
    writer.writerow([_("Name"), _("Confirmed at")])
    writer.writerows(_cells(one, viewer) for one in answers_of(line))
    return answer


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a line."""
    viewer = person_of(request)
    line = _line(viewer, pk)
    confirm_line.via(via_web(request))(viewer, line)
    return _done(request, line)


@login_required
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind those who have not confirmed a line."""
    viewer = person_of(request)
    line = _line(viewer, pk)
    remind_missing.via(via_web(request))(viewer, line)
    return _done(request, line)


def _line(viewer: Person, pk: int) -> Line:
    return get_object_or_404(Line.objects.visible_to(viewer).select_related("room", "author"), pk=pk)


def _done(request: HttpRequest, line: Line) -> HttpResponse:
    return HttpResponse(status=204) if wants_fragment(request) else redirect("chat:room", line.room_id)


def _cells(one: Answer, viewer: Person) -> tuple[str, str]:
    name = f"'{one.face.name}" if one.face.name.startswith(FORMULAS) else one.face.name
    at = one.confirmed_at and one.confirmed_at.astimezone(zone_of(viewer)).isoformat(timespec="seconds")
    return name, at or ""
