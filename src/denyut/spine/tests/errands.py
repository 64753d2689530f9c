"""The tasks that the tests of jobs run, in this process and in others."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.tasks import TaskContext, task

from denyut.spine import writer
from denyut.spine.jobs.retrying import retrying
from denyut.spine.models import OutletCursor

done: list[Any] = []
is_enough = threading.Event()
hooks: dict[str, Callable[[], object]] = {}


@task
def note(word: str, times: int = 1) -> str:
    done.append(word)
    if len(done) >= 300:
        is_enough.set()
    return word * times


@task
def hook(name: str) -> object:
    """Do what the test put under this name."""
    return hooks[name]()


@task
async def ponder(word: str) -> str:
    return word.upper()


@retrying(max_attempts=3, backoff=10)
def stumble(word: str) -> None:
    done.append(word)
    raise ValueError(f"{word} number {len(done)}")


@retrying(max_attempts=1)
def quit_everything() -> None:
    raise SystemExit(3)


@task
def write_down(name: str) -> None:
    writer.run(lambda: OutletCursor.objects.create(name=name))
    note.func(name)


@task(takes_context=True)
def hold(context: TaskContext, told: str, free: str) -> str:
    """At the first attempt tell the test through a pipe and wait for its word in another; later just go through."""
    if context.attempt == 1:
        Path(told).write_text("running")
        with Path(free).open() as ear:
            return ear.readline().strip()
    return f"attempt {context.attempt}"
