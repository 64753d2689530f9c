"""The deeds of tasks: everything that changes one."""

from denyut.tasks.actions.focusing import add_focus, drop_focus, finish_focus
from denyut.tasks.actions.linking import link_task
from denyut.tasks.actions.states import complete_task, drop_task, reopen_task
from denyut.tasks.actions.tasks import add_task, change_task

__all__ = [
    "add_focus",
    "add_task",
    "change_task",
    "complete_task",
    "drop_focus",
    "drop_task",
    "finish_focus",
    "link_task",
    "reopen_task",
]
