"""What can happen to tasks."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.spine.models import Event
from denyut.spine.verbs import Touch, verb


def _topics(event: Event) -> Iterator[str]:
    facts = event.facts
    yield f"task:{facts['task']}"
    for person in facts["people"]:
        yield f"user:{person}"


def _touched(event: Event) -> Iterator[Touch]:
    facts, task = event.facts, event.facts["task"]
    # A task's sheet lies over a list, a room or a goal, and changes there too.
    topics = {f"task:{task}", *(f"user:{person}" for person in facts["people"])}
    topics |= {f"room:{facts['room']}"} if facts["room"] else set()
    if facts["open"]:
        topics |= {f"room:{room}" for room, _line in facts["lines"]} | {f"okr:{one}" for one, _kr in facts["goals"]}
    for topic in sorted(topics):
        yield Touch(topic, "tasks.head", task)
    for person in facts["people"]:
        yield Touch(f"user:{person}", "tasks.row", task)
    yield from _elsewhere(event)


def _elsewhere(event: Event) -> Iterator[Touch]:
    """The goals it helps, and the lines that name it."""
    for objective, key_result in event.facts["goals"]:
        yield Touch(f"okr:{objective}", "tasks.of_key_result", key_result)
    for room, line in event.facts["lines"]:
        yield Touch(f"room:{room}", "chat.line_itself", line)


def _new(event: Event) -> Iterator[Touch]:
    for person in event.facts["people"]:
        yield Touch(f"user:{person}", "tasks.new_row", event.facts["task"])
    yield from _elsewhere(event)


def _changed(event: Event) -> Iterator[Touch]:
    yield from _touched(event)
    for person in event.facts["told"]:
        yield Touch(f"user:{person}", "tasks.new_row", event.facts["task"])


def _told(event: Event) -> Iterator[int]:
    yield from event.facts["told"]


def _lost_sight(event: Event) -> Iterator[tuple[int, str]]:
    """Whoever had it before may no longer listen to it."""
    for person in event.facts.get("left", ()):
        yield person, f"task:{event.facts['task']}"


TASK_ADDED = verb("tasks.task_added", _("%(actor)s added the task %(label)s"), topics=_topics, touches=_new, told=_told)
TASK_CHANGED = verb(
    "tasks.task_changed",
    _("%(actor)s changed the task %(label)s"),
    topics=_topics,
    touches=_changed,
    told=_told,
    withdraws=_lost_sight,
)
TASK_LINKED = verb(
    "tasks.task_linked", _("%(actor)s linked the task %(label)s to a goal"), topics=_topics, touches=_touched
)
TASK_DONE = verb(
    "tasks.task_done", _("%(actor)s finished the task %(label)s"), topics=_topics, touches=_touched, told=_told
)
TASK_REOPENED = verb(
    "tasks.task_reopened", _("%(actor)s reopened the task %(label)s"), topics=_topics, touches=_touched, told=_told
)
TASK_DROPPED = verb(
    "tasks.task_dropped", _("%(actor)s dropped the task %(label)s"), topics=_topics, touches=_touched, told=_told
)


def _own(event: Event) -> Iterator[str]:
    yield f"user:{event.facts['person']}"


FOCUS_ADDED = verb("tasks.focus_added", _("%(actor)s focuses on %(label)s this week"), topics=_own)
FOCUS_DROPPED = verb("tasks.focus_dropped", _("%(actor)s no longer focuses on %(label)s this week"), topics=_own)
FOCUS_DONE = verb("tasks.focus_done", _("%(actor)s is done with what mattered for %(label)s"), topics=_own)
EVERY = (TASK_ADDED, TASK_CHANGED, TASK_LINKED, TASK_DONE, TASK_REOPENED, TASK_DROPPED)
