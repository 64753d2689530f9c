"""Blockers on the web: raised from a goal, a message or the page; cleared and opened again."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from denyut.chat.models import Line, Room
from denyut.matters.actions import close_blocker, raise_blocker, reopen_blocker
from denyut.matters.choosing import goals_about, goals_of, likely_goals
from denyut.matters.forms import BlockerForm, CloseForm, ReopenForm
from denyut.matters.models import Blocker
from denyut.matters.rows import blocker_rows
from denyut.okr.models import KeyResult
from denyut.people.faces import face_of
from denyut.people.models import Person
from denyut.people.requests import attempt, person_of, via_web
from denyut.people.sheets import done, sheet
from denyut.spine.access import may

FORM = "matters/_form.html"


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Raise a blocker for a key result that is chosen."""
    viewer = person_of(request)
    form = BlockerForm(request.POST or None, goals=goals_of(viewer))
    return _raised(request, form, viewer, where=reverse("matters:matters"))


@login_required
@require_http_methods(["GET", "POST"])
def for_goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Raise a blocker for this key result."""
    viewer = person_of(request)
    kr = get_object_or_404(KeyResult.objects.visible_to(viewer).select_related("objective__cycle"), pk=pk)
    where = reverse("okr:key_result", args=[pk])
    return _raised(request, BlockerForm(request.POST or None), viewer, where=where, kr=kr)


@login_required
@require_http_methods(["GET", "POST"])
def from_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a blocker of a message: its words, and what it names, are filled in already."""
    viewer = person_of(request)
    line = get_object_or_404(Line.objects.visible_to(viewer).filter(recalled_at=None).select_related("room"), pk=pk)
    likely = likely_goals(viewer, line)
    initial = {"text": line.text[:1000], "key_result": likely[0].pk if likely else None}
    form = BlockerForm(request.POST or None, goals=goals_about(viewer, line), initial=initial)
    return _raised(request, form, viewer, where=reverse("chat:room", args=[line.room_id]), line=line)


@login_required
@require_http_methods(["GET", "POST"])
def blocker(request: HttpRequest, pk: int) -> HttpResponse:
    """One blocker with its history, and the form to clear it or to open it again."""
    viewer = person_of(request)
    shown = get_object_or_404(Blocker.objects.visible_to(viewer).with_people(), pk=pk)
    form = CloseForm(request.POST or None) if shown.is_standing else ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _do(request, viewer, shown, form)):
        return done(request, reverse("matters:matters"))
    [row] = blocker_rows([shown])
    context = {
        "form": form,
        "action": request.path,
        "blocker": row,
        "steps": [(step, face_of(step.by)) for step in shown.steps.select_related("by")],
        "may_close": may(viewer, "matters.close_blocker", shown),
        "submit": _("It is cleared") if row.is_standing else _("Open it again"),
    }
    return sheet(request, row.label, "matters/_blocker_sheet.html", context, is_wrong=bool(form.errors))


def _do(request: HttpRequest, viewer: Person, shown: Blocker, form: CloseForm | ReopenForm) -> Blocker:
    if isinstance(form, CloseForm):
        return close_blocker.via(via_web(request))(viewer, shown, **form.words())
    return reopen_blocker.via(via_web(request))(viewer, shown, **form.words())


def _raised(
    request: HttpRequest,
    form: BlockerForm,
    viewer: Person,
    *,
    where: str,
    kr: KeyResult | None = None,
    line: Line | None = None,
) -> HttpResponse:
    """The sheet with the form, or what comes of it."""
    if request.method == "POST" and form.is_valid():
        words = form.words()
        number = words.pop("key_result", None)
        goal = kr or get_object_or_404(KeyResult.objects.visible_to(viewer), pk=number)
        raised = raise_blocker.via(via_web(request))
        if attempt(form, lambda: raised(viewer, goal, **words, line=line)):
            return done(request, where)
    context: dict[str, Any] = {
        "form": form,
        "action": request.path,
        "submit": _("Raise it"),
        "about": kr,
        "is_refused": may(viewer, "matters.raise_blocker", kr) if kr else None,
        "is_closed": line is not None and line.room.kind != Room.RoomKind.OPEN,
    }
    return sheet(request, _("Raise a blocker"), FORM, context, is_wrong=bool(form.errors))
