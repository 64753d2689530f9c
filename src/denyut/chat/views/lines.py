"""What is said, on the web: the pages of a room's lines, saying, and how far one has read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from denyut.chat.actions import mark_read
from denyut.chat.door import Beside, receive
from denyut.chat.drawn import draw
from denyut.chat.models import Line, Room
from denyut.chat.pages import number_in, stretch_of
from denyut.people.requests import person_of, via_web


@login_required
@require_http_methods(["GET", "POST"])
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the page of lines before `?before=` or after `?after=`.

    POST: say something, or do a command; the answer is for the author alone.
    """
    viewer = person_of(request)
    shown = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    if request.method == "GET":
        before, after = (number_in(request.GET.get(name, "")) for name in ("before", "after"))
        return render(request, "chat/_stretch.html", {"stretch": stretch_of(shown, before, after)})
    text, beside = request.POST.get("text", ""), _beside(request.POST, shown)
    reply = receive(viewer, shown, text, key=via_web(request).key, beside=beside)
    line = reply.line
    drawn = draw([line], get_language() or "en")[line.pk] if line else ""
    place = "thread" if beside.thread is not None else "room"
    context = {"room": shown, "reply": reply, "line": line, "drawn": drawn, "place": place}
    return render(request, "chat/_reply.html", context, status=201)


@login_required
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Note how far the viewer has read."""
    viewer = person_of(request)
    shown = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    to = number_in(request.POST.get("to", ""))
    if to is not None:
        mark_read(viewer, shown, to=to)
    return HttpResponse(status=204)


def _beside(sent: QueryDict, shown: Room) -> Beside:
    """What comes with a line's words: the lines it answers and quotes, found in this room alone, and its files."""
    uploads = [number_in(number) for number in sent.getlist("uploads")]
    return Beside(
        thread=_line_here(sent.get("thread", ""), shown),
        quoted=_line_here(sent.get("quoted", ""), shown),
        must_confirm=bool(sent.get("must_confirm")),
        uploads=[number for number in uploads if number is not None],
        is_shown_in_room=bool(sent.get("is_shown_in_room")),
    )


def _line_here(number: str, shown: Room) -> Line | None:
    return get_object_or_404(Line, room=shown, pk=number_in(number) or 0) if number else None
