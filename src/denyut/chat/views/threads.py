"""What stands behind a line, on the web: its thread, its earlier words, the whole of a long one; and what a room has pinned."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from denyut.chat import parts
from denyut.chat.drawn import draw, with_things, words_of
from denyut.chat.markup import Drawn, whole
from denyut.chat.models import Line, Room
from denyut.chat.pages import number_in
from denyut.chat.rows import address_of
from denyut.chat.views.found import line_in
from denyut.people.requests import person_of, wants_fragment
from denyut.people.sheets import sheet
from denyut.spine.access import may
from denyut.spine.events import head

ANSWERS = 100


@login_required
@require_GET
def line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """A line's own address leads to its place in the room; an answer's to its thread."""
    found = line_in(person_of(request), pk, line)
    if found.thread_id is not None:
        return redirect("chat:thread", pk, found.thread_id)
    return redirect(f"{reverse('chat:room', args=[pk])}?at={found.pk}#line-{found.pk}")


@login_required
@require_GET
def thread(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """A line with its answers, a hundred of them (the last ones, those before `?before=`): a sheet over the room, or a page.

    An answer shows the thread it is in. A page that has some already asks for the `earlier` ones alone.
    """
    viewer, since = person_of(request), head()
    asked = line_in(viewer, pk, line)
    root = asked if asked.thread_id is None else line_in(viewer, pk, asked.thread_id)
    answers, earlier = _answers(root, number_in(request.GET.get("before", "")))
    drawn = draw([root, *answers], get_language() or "en")
    context = {"room": root.room, "root": root, "answers": [drawn[answer.pk] for answer in answers], "earlier": earlier}
    if "more" in request.GET and wants_fragment(request):
        return render(request, "chat/_thread_answers.html", context)
    # The room behind the sheet shows the first line too, under its own id.
    first = drawn[root.pk].replace(f'id="line-{root.pk}"', f'id="root-{root.pk}"', 1)
    context |= {"first": mark_safe(first), "since": since, "may_say": may(viewer, "chat.say", root.room)}
    return sheet(request, _("Thread"), "chat/_thread.html", context)


@login_required
@require_GET
def wordings(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """How a line read before, for everybody who sees it."""
    found = line_in(person_of(request), pk, line)
    earlier = [(one, _shown(found, one.text)) for one in found.wordings.order_by("-number")]
    context = {"line": found, "earlier": earlier}
    return sheet(request, _("What was written before"), "chat/_wordings.html", context)


@login_required
@require_GET
def long(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """The whole of a long message."""
    found = line_in(person_of(request), pk, line)
    context = {"words": _shown(found, found.text), "line": found, "url": address_of(found)}
    return sheet(request, _("The whole message"), "chat/_whole.html", context)


@login_required
@require_GET
def pins(request: HttpRequest, pk: int) -> HttpResponse:
    """What a room keeps at hand, the newest pin first."""
    viewer = person_of(request)
    shown = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    pinned = Line.objects.filter(pin__room=shown).select_related("author", "pin__put_by")
    found = list(pinned.order_by("-pin__put_at"))
    rows = [(one, address_of(one), quote) for one, quote in zip(found, parts.excerpts(found), strict=True)]
    return sheet(request, _("Pinned messages"), "chat/_pins.html", {"room": shown, "pins": rows})


def _answers(root: Line, before: int | None) -> tuple[list[Line], int | None]:
    """A page of a thread's answers in their order, and the number before which there are more, None where it begins."""
    said = Line.objects.filter(thread=root).select_related("author").order_by("-id")
    found = list((said.filter(pk__lt=before) if before is not None else said)[: ANSWERS + 1])
    shown = found[:ANSWERS][::-1]
    return shown, shown[0].pk if len(found) > ANSWERS else None


def _shown(line: Line, text: str) -> str:
    """A text as this line shows it, with the names of whom it calls now."""
    names = parts.names_of([line]).get(line.pk, {})
    said = words_of(line, names, Drawn(whole(text)))
    return with_things({line.pk: said.html})[line.pk]
