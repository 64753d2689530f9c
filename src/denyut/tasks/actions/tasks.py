"""Deeds on tasks themselves."""

from datetime import date

from django.utils.translation import gettext as _

from denyut.chat.models import Line, Room
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import door
from denyut.tasks.actions.counting import count
from denyut.tasks.actions.telling import opened, tell
from denyut.tasks.models import Task
from denyut.tasks.verbs import TASK_ADDED, TASK_CHANGED

TITLE_AT_MOST, NOTES_AT_MOST, WHY_AT_MOST = 200, 10_000, 300
LAST_DAY = date(2199, 12, 31)


@deed("tasks.add_task")
def add_task(
    actor: Person,
    *,
    title: str,
    notes: str = "",
    owner: Person | None = None,
    due_on: date | None = None,
    priority: str = Task.Priority.NORMAL,
    key_result: KeyResult | None = None,
    why: str = "",
    line: Line | None = None,
) -> Task:
    """Ask for something to be done, by the actor unless an `owner` is named, for the sake of a `key_result` where one is.

    What is asked in a room, or for a message (`line`), is seen by those who find that room. Raises Refused from outside a room, Invalid.
    """
    room = line.room if line is not None else _room_of_door(actor)
    require(actor, "tasks.add_task", room)
    task = Task(made_by=actor, room=room, line=line, made_at=clock.now(), key_result=seen_key_result(actor, key_result))
    task.why = short(why, WHY_AT_MOST, "why")
    _describe(task, title, notes, owner or actor, due_on, priority)
    task.save(force_insert=True)
    count(actor, task)
    tell(TASK_ADDED, actor, task, told=[task.owner_id])
    return task


@deed("tasks.change_task")
def change_task(
    actor: Person,
    task: Task,
    *,
    title: str,
    notes: str = "",
    owner: Person | None = None,
    due_on: date | None = None,
    priority: str = Task.Priority.NORMAL,
    edition: int | None = None,
) -> Task:
    """Change what a task says, or give it to somebody else; without an `owner` it stays whose it is.

    `edition` is the one that was read. Raises Refused, Conflict when it was changed since then, Invalid.
    """
    task = opened(actor, task)
    if edition is not None and edition != task.edition:
        raise Conflict(_("This task was changed meanwhile. Both are shown: look at it and save again."), code="stale")
    before = task.owner_id
    _describe(task, title, notes, owner or task.owner, due_on, priority)
    task.edition += 1
    task.save()
    count(actor, task)
    is_handed_over = task.owner_id != before
    tell(
        TASK_CHANGED,
        actor,
        task,
        told=[task.owner_id] if is_handed_over else [],
        left=[before] if is_handed_over else [],
    )
    return task


def _room_of_door(actor: Person) -> Room | None:
    """The room in which the deed was asked for, None outside of rooms."""
    kind, _colon, number = door.get().place.partition(":")
    return Room.objects.filter(pk=int(number)).first() if kind == "room" else None


def _describe(task: Task, title: str, notes: str, owner: Person, due_on: date | None, priority: str) -> None:
    title = " ".join(title.replace("\x00", "").split())
    if not title:
        raise Invalid(_("Say what is to be done."), code="empty", field="title")
    if len(notes) > NOTES_AT_MOST:
        raise Invalid(_("That is too long. Use up to 10,000 letters."), code="too_long", field="notes")
    if priority not in Task.Priority.values:
        raise Invalid(_("There is no such priority."), code="not_a_choice", field="priority")
    if due_on is not None and due_on > LAST_DAY:
        raise Invalid(_("Choose a day that you will live to see."), code="too_late", field="due_on")
    if owner.pk != task.owner_id and (not owner.is_active or owner.is_bot or owner.is_auditor):
        reason = _("Choose a colleague whose account is open.")
        raise Invalid(reason, code="not_a_colleague", field="owner")
    task.title, task.notes = short(title, TITLE_AT_MOST, "title"), notes.replace("\x00", "").strip()
    task.owner, task.due_on, task.priority = owner, due_on, priority


def seen_key_result(actor: Person, key_result: KeyResult | None) -> KeyResult | None:
    """The key result as it stands. Raises Invalid for one that the actor may not see."""
    if key_result is None:
        return None
    found = KeyResult.objects.visible_to(actor).select_related("objective__cycle", "owner").filter(pk=key_result.pk)
    kr = found.first()
    if kr is None:
        raise Invalid(_("There is no such key result that you may see."), code="not_there", field="key_result")
    return kr


def short(text: str, at_most: int, field: str) -> str:
    """The text in one piece. Raises Invalid when it has more letters than `at_most`."""
    text = " ".join(text.replace("\x00", "").split())
    if len(text) > at_most:
        raise Invalid(
            _("That is too long. Use up to %(number)d letters.") % {"number": at_most}, code="too_long", field=field
        )
    return text
