"""What is said, on the web: the pages of a room's lines, saying, and how far one has read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from denyut.chat.actions import mark_read
from denyut.chat.door import receive
from denyut.chat.drawn import draw
from denyut.chat.models import Room
from denyut.chat.pages import number_in, page_of
from denyut.people.requests import person_of, via_web


@login_required
@require_http_methods(["GET", "POST"])
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the page of lines before `?before=`. POST: say something, or do a command; the answer is for the author alone."""
    viewer = person_of(request)
    shown = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    if request.method == "GET":
        before = number_in(request.GET.get("before", ""))
        return render(request, "chat/_earlier.html", page_of(shown, before=before))
    reply = receive(viewer, shown, request.POST.get("text", ""), key=via_web(request).key)
    line = reply.line
    drawn = draw([line], get_language() or "en")[line.pk] if line else ""
    context = {"room": shown, "reply": reply, "line": line, "drawn": drawn}
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
