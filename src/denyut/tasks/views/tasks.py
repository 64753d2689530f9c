"""One task on the web: its page or sheet, its forms, its buttons."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from denyut.chat.models import Line
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.people.requests import person_of, via_web, wants_fragment
from denyut.people.views.doors import DeedPage
from denyut.spine.access import Refused
from denyut.spine.events import Via, head
from denyut.tasks.actions import add_task, change_task, complete_task, drop_task, link_task, reopen_task
from denyut.tasks.forms import GoalForm, KeyResultField, NewTaskForm, TaskForm
from denyut.tasks.models import Task
from denyut.tasks.purpose import purpose_of
from denyut.tasks.rows import task_rows
from denyut.tasks.turning import offered, suggested

MOVES = {"done": complete_task, "reopen": reopen_task, "drop": drop_task}


def seen_task(viewer: Person, pk: int) -> Task:
    """The task, if the viewer sees it. Raises Http404."""
    return get_object_or_404(Task.objects.visible_to(viewer).with_people().select_related("key_result__owner"), pk=pk)


@login_required
@require_GET
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """A task with what it is good for, as a page or a sheet."""
    viewer, since = person_of(request), head()
    shown = seen_task(viewer, pk)
    [row] = task_rows([shown], get_language() or "en")
    context = {"task": row, "why": shown.why, "purpose": purpose_of(shown, viewer), "since": since}
    return render(request, "tasks/_sheet.html" if wants_fragment(request) else "tasks/task.html", context)


@login_required
@require_POST
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a task to another state: `do` is "done", "reopen" or "drop". A page goes to the task, a piece of one stays."""
    viewer = person_of(request)
    shown = seen_task(viewer, pk)
    move = MOVES.get(request.POST.get("do", ""))
    if move is None:
        raise Http404
    move.via(via_web(request))(viewer, shown)
    return HttpResponse(status=204) if wants_fragment(request) else redirect("tasks:task", pk)


@login_required
@require_GET
def origin(request: HttpRequest, pk: int) -> HttpResponse:
    """To the message that a task came from."""
    shown = seen_task(person_of(request), pk)
    line = Line.objects.visible_to(person_of(request)).filter(pk=shown.line_id or 0).first()
    if line is None:
        raise Http404
    return redirect(f"{reverse('chat:room', args=[line.room_id])}lines/{line.pk}/")


class SheetOfTask(DeedPage):
    """A form about tasks. In a sheet it closes when it is done: what it changed arrives by the stream."""

    offered: list[KeyResult] = []

    def get_template_names(self) -> list[str]:
        if not wants_fragment(self.request):
            return ["tasks/form.html"]
        return ["tasks/_form.html" if self.request.method == "POST" else "tasks/_form_sheet.html"]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(offered=self.offered, **context)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            made = self.do(form, via_web(self.request))
        except Refused as refusal:
            return self.refuse(form, refusal)
        return HttpResponse(status=204) if wants_fragment(self.request) else redirect("tasks:task", made.pk)

    def get_success_url(self) -> str:
        return reverse("tasks:tasks")


class NewTask(SheetOfTask):
    """Ask for something to be done."""

    form_class = NewTaskForm
    heading = _("New task")
    submit = _("Add")

    @cached_property
    def offered(self) -> list[KeyResult]:  # type: ignore[override]
        """The key results to choose from."""
        return offered(self.person)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"viewer": self.person, "offered": self.offered}

    def get_initial(self) -> dict[str, Any]:
        word = self.request.GET.get("key_result", "")
        number = int(word) if word.isdecimal() and len(word) < 18 else 0
        chosen = KeyResult.objects.visible_to(self.person).filter(pk=number).first()
        return {"owner": self.person.pk, "key_result": KeyResultField.words(chosen)}

    def do(self, form: NewTaskForm, via: Via) -> Task:
        return add_task.via(via)(self.person, **form.words())


class FromLine(NewTask):
    """Make a task of a message: what it says, who is named in it, which goal it is about are filled in already."""

    heading = _("Make it a task")
    submit = _("Save")

    @cached_property
    def line(self) -> Line:
        """Raises Http404."""
        found = Line.objects.visible_to(self.person).filter(recalled_at=None).select_related("room", "author")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @cached_property
    def offered(self) -> list[KeyResult]:  # type: ignore[override]
        """The key results to choose from, those of the room first."""
        return offered(self.person, self.line)

    def get_initial(self) -> dict[str, Any]:
        said = suggested(self.person, self.line)
        words = {"title": said.title, "notes": said.notes, "due_on": said.due_on}
        return {**words, "owner": said.owner.pk, "key_result": KeyResultField.words(said.key_result)}

    def do(self, form: NewTaskForm, via: Via) -> Task:
        return add_task.via(via)(self.person, **form.words(), line=self.line)


class OneTask(SheetOfTask):
    """A form about one task."""

    @cached_property
    def task(self) -> Task:
        """Raises Http404."""
        return seen_task(self.person, self.kwargs["pk"])


class EditTask(OneTask):
    """Change what a task says, or give it to somebody else."""

    form_class = TaskForm
    heading = _("Change the task")

    def get_initial(self) -> dict[str, Any]:
        names = ("title", "notes", "due_on", "priority", "edition")
        return {name: getattr(self.task, name) for name in names} | {"owner": self.task.owner_id}

    def do(self, form: TaskForm, via: Via) -> Task:
        return change_task.via(via)(self.person, self.task, **form.words())

    def refuse(self, form: Any, refusal: Refused) -> HttpResponse:
        if refusal.code == "stale":
            form.data = form.data.copy()
            form.data["edition"] = self.task.edition
            for name in ("title", "notes", "due_on"):
                stored = getattr(self.task, name)
                if stored and form.cleaned_data.get(name) != stored:
                    form.add_error(name, _("Saved meanwhile: %(value)s") % {"value": stored})
        return super().refuse(form, refusal)


class Goal(OneTask):
    """Say which key result a task helps, and why."""

    form_class = GoalForm
    heading = _("Link to a goal")

    @cached_property
    def offered(self) -> list[KeyResult]:  # type: ignore[override]
        """The key results to choose from."""
        return offered(self.person, self.task.line)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"viewer": self.person, "offered": self.offered}

    def get_initial(self) -> dict[str, Any]:
        kr = self.task.key_result
        is_seen = kr is not None and KeyResult.objects.visible_to(self.person).filter(pk=kr.pk).exists()
        return {"key_result": KeyResultField.words(kr if is_seen else None), "why": self.task.why}

    def do(self, form: GoalForm, via: Via) -> Task:
        return link_task.via(via)(self.person, self.task, **form.words())
