"""Tasks in talk: "T-12" can be named, a message becomes a task, and its task stands under it."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.chat.drawn import PARTS
from denyut.chat.models import Line
from denyut.lib.prepared import Prepared
from denyut.people.models import Person
from denyut.talk.offspring import Offspring, offspring
from denyut.talk.references import Referable, Reference, referable
from denyut.talk.turning import turn
from denyut.tasks.actions.withdrawing import tell_withdrawn
from denyut.tasks.models import Task
from denyut.tasks.rows import task_named, task_rows

OFFERED = 8
_made_of = Prepared(lambda lines: Task.objects.filter(line__in=lines).order_by().values_list("pk"))


def find(viewer: Person, numbers: Sequence[int]) -> dict[int, Reference]:
    """Those of these tasks that the viewer sees. One query."""
    return {task.pk: task_named(task) for task in Task.objects.visible_to(viewer).filter(pk__in=numbers)}


def suggest(viewer: Person, words: str) -> list[Reference]:
    """Open tasks whose titles hold all these words, the viewer's own first. Eight at most."""
    found = Task.objects.visible_to(viewer).standing()
    for word in words.split()[:6]:
        found = found.filter(title__icontains=word)
    own = list(found.filter(owner=viewer)[:OFFERED])
    return [task_named(task) for task in [*own, *found.exclude(owner=viewer)[: OFFERED - len(own)]]]


def drawn_under(lines: Sequence[Line]) -> dict[int, SafeString]:
    """The tasks that came of these lines, as cards under them. Two queries, one where there are none."""
    numbers = [pk for (pk,) in _made_of([line.pk for line in lines])]
    if not numbers:
        return {}
    made = Task.objects.with_people().filter(pk__in=numbers).order_by("id")
    cards: dict[int, SafeString] = {}
    for task, row in zip(made, task_rows(made, get_language() or "en"), strict=True):
        card = render_to_string("tasks/_card.html", {"task": row})
        cards[task.line_id or 0] = format_html("{}{}", cards.get(task.line_id or 0, ""), card)
    return cards


referable(Referable("task", _("Task"), "T", find, suggest, "tasks.chip", "tasks.card"))
turn("task", _("Make it a task"), icon="circle-check", url_name="tasks:from_line", place=10)
PARTS["tasks"] = drawn_under
offspring(Offspring(Task, ("title", "notes"), tell=tell_withdrawn))
