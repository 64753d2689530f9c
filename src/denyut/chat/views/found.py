"""Finding what a page of the chat is about, and answering with lines drawn anew."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.translation import get_language

from denyut.chat.drawn import draw
from denyut.chat.models import Line
from denyut.people.models import Person


def line_in(viewer: Person, room: int, line: int) -> Line:
    """A line of this room that the viewer finds, with its room and author. Raises Http404."""
    found = Line.objects.visible_to(viewer).filter(room=room).select_related("room", "author")
    return get_object_or_404(found, pk=line)


def drawn_anew(line: Line) -> HttpResponse:
    """The line as it is now, in the shape of a frame, for whoever changed it: others have it from the stream."""
    now = Line.objects.select_related("author").get(pk=line.pk)
    drawing = draw([now], get_language() or "en")[line.pk]
    return HttpResponse(format_html('<template data-replace=".line-{}">{}</template>', line.pk, drawing))
