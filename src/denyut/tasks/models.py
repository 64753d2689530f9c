"""Tasks: what somebody does next, and which number it is to move; and what matters most in a week."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.chat.models import Line, Room
from denyut.okr.models import Initiative, KeyResult
from denyut.people.models import Person


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, viewer: Person) -> "TaskQuerySet":
        """Tasks are open to all colleagues; one from a closed room to the people in it, to whoever does it and to whoever asked."""
        if not viewer.is_active:
            return self.none()
        heard = Q(room=None) | Q(room__in=Room.objects.visible_to(viewer))
        return self.filter(heard | Q(owner=viewer) | Q(made_by=viewer))

    def open_to_all(self) -> "TaskQuerySet":
        """Those that every colleague may see."""
        return self.filter(Q(room=None) | Q(room__kind=Room.RoomKind.OPEN))

    def standing(self) -> "TaskQuerySet":
        """Neither done nor dropped."""
        return self.filter(state=Task.State.OPEN)

    def with_people(self) -> "TaskQuerySet":
        """The same tasks with all that their rows show. No query of its own."""
        return self.select_related("owner", "made_by", "done_by", "room", "line", "key_result__objective")


class Task(models.Model):
    """Something to be done by its `owner`, asked for by `made_by`, for the sake of a `key_result` where it is linked to one.

    `why` says how it helps. `initiative` is the work it counts as, where the key result counts work. `room` and `line` are where it came
    from. `edition` moves with every change that people make in a form.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a task", "Open")
        DONE = "done", pgettext_lazy("a task", "Done")
        DROPPED = "dropped", pgettext_lazy("a task", "Dropped")

    class Priority(models.TextChoices):
        LOW = "low", pgettext_lazy("a priority", "Low")
        NORMAL = "normal", pgettext_lazy("a priority", "Normal")
        HIGH = "high", pgettext_lazy("a priority", "High")
        URGENT = "urgent", pgettext_lazy("a priority", "Urgent")

    title = models.CharField(_("title"), max_length=200)
    notes = models.TextField(_("notes"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("owner")
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tasks_asked")
    due_on = models.DateField(_("due"), null=True, blank=True)
    priority = models.CharField(_("priority"), max_length=6, choices=Priority, default=Priority.NORMAL)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.OPEN)
    key_result = models.ForeignKey(
        KeyResult, null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks", verbose_name=_("key result")
    )
    why = models.CharField(_("why it helps"), max_length=300, blank=True)
    initiative = models.OneToOneField(Initiative, null=True, on_delete=models.SET_NULL, related_name="task")
    room = models.ForeignKey(Room, null=True, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField(default=0)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["owner", "state", "due_on"], name="task_owner"),
            models.Index(fields=["made_by", "state"], name="task_asked"),
            models.Index(fields=["key_result", "state"], name="task_key_result"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """The name people type: T-12."""
        return f"T-{self.pk}"

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_standing(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_open_to_all(self) -> bool:
        """Whether every colleague may see it."""
        return self.room is None or self.room.kind == Room.RoomKind.OPEN

    def hands(self) -> set[int]:
        """The ids of those who may change it: owner, who asked, the owner's manager, and whose key result it moves."""
        found = {self.owner_id, self.made_by_id, self.owner.manager_id}
        found |= {self.key_result.owner_id} if self.key_result else set()
        return {number for number in found if number is not None}


class FocusQuerySet(models.QuerySet["Focus"]):
    def visible_to(self, viewer: Person) -> "FocusQuerySet":
        """What people focus on is open to all colleagues, as far as they see the goal it is for."""
        if not viewer.is_active:
            return self.none()
        return self.filter(Q(person=viewer) | Q(key_result__in=KeyResult.objects.visible_to(viewer)))

    def of_week(self, monday: date) -> "FocusQuerySet":
        """Those of the week of a Monday that were not dropped."""
        return self.filter(week_on=monday, dropped_at=None)


class Focus(models.Model):
    """One of the five things that matter most in a `person`'s week, and the key result it is for. What was dropped stays in the history."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="focus")
    week_on = models.DateField()
    key_result = models.ForeignKey(
        KeyResult, on_delete=models.CASCADE, related_name="focus", verbose_name=_("key result")
    )
    text = models.CharField(_("what matters"), max_length=200, blank=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    objects = FocusQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["week_on", "person"], name="focus_week")]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """What it says, else the key result it is for."""
        return self.text or self.key_result.title

    @property
    def label(self) -> str:
        """The name people type: F-12."""
        return f"F-{self.pk}"
