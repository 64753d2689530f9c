"""What tasks put on the pages of goals."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.people.models import Person
from denyut.people.requests import new_key
from denyut.spine.widgets import widget
from denyut.tasks.focusing import focus_of
from denyut.tasks.fragments import draw_of_key_results
from denyut.tasks.models import Task
from denyut.tasks.rows import task_rows


@widget("tasks.of_key_result", _("Tasks"), place="okr.key_result")
def draw_of_key_result(viewer: Person, options: dict[str, Any]) -> str:
    """The tasks that help a key result: drawn for everybody alike, so that they change on open pages."""
    return draw_of_key_results([options["key_result"].pk])[options["key_result"].pk]


@widget("tasks.focus", _("My focus"), place="rhythm.week")
def draw_focus(viewer: Person, options: dict[str, Any]) -> str:
    """The five things that matter most to the viewer this week. One query."""
    request = options.get("request")
    return render_to_string("tasks/_focus.html", {"focus": focus_of(viewer), "key": new_key()}, request=request)


@widget("tasks.on_stopped", _("Tasks for stopped goals"), place="steering.stopped")
def draw_on_stopped(viewer: Person, options: dict[str, Any]) -> str:
    """Tasks that stand though the key results they help (their ids) were stopped; what counts as work of a goal is listed there already."""
    mine = Task.objects.visible_to(viewer).standing().filter(key_result__in=options["key_results"], initiative=None)
    rows = task_rows(mine.with_people().order_by("due_on", "id"), get_language() or "en")
    return render_to_string("tasks/_on_stopped.html", {"tasks": rows}) if rows else ""
