"""A person's tasks, and the line in which they add one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.people.requests import new_key, person_of, via_web
from denyut.spine.access import Refused, may
from denyut.spine.events import head
from denyut.spine.widgets import placed
from denyut.tasks.actions import add_task
from denyut.tasks.agenda import agenda_of, goals_of
from denyut.tasks.focusing import focus_of
from denyut.tasks.reading import read_task


@login_required
@require_http_methods(["GET", "POST"])
def tasks(request: HttpRequest) -> HttpResponse:
    """The viewer's tasks, of one key result with `?key_result=`. POST: add one said in a line of words."""
    viewer = person_of(request)
    if request.method == "GET":
        return _page(request, viewer, _chosen(viewer, request.GET.get("key_result", "")))
    chosen = _chosen(viewer, request.POST.get("key_result", ""))
    words = request.POST.get("words", "")[:400]
    said = read_task(viewer, words)
    try:
        add_task.via(via_web(request))(
            viewer, title=said.title, owner=said.owner, due_on=said.due_on, key_result=said.key_result or chosen
        )
    except Refused as refusal:
        return _page(request, viewer, chosen, status=refusal.status, words=words, refusal=refusal.reason)
    return redirect(request.get_full_path() if chosen is None else f"{request.path}?key_result={chosen.pk}")


def _page(
    request: HttpRequest, viewer: Person, chosen: KeyResult | None, *, status: int = 200, **context: Any
) -> HttpResponse:
    number = chosen.pk if chosen else None
    shown = {
        "since": head(),
        "sections": agenda_of(viewer, key_result=number),
        "goals": goals_of(viewer),
        "chosen": number,
        "may_add": may(viewer, "tasks.add_task"),
        "key": new_key(),
        "focus": focus_of(viewer),
        "beside": placed("tasks.mine", viewer, {"request": request}),
    }
    return render(request, "tasks/tasks.html", {**shown, **context}, status=status)


def _chosen(viewer: Person, word: str) -> KeyResult | None:
    if not word.isdecimal() or len(word) > 17:
        return None
    return KeyResult.objects.visible_to(viewer).filter(pk=int(word)).first()
