"""The deeds on data sources."""

from denyut.sources.actions.feeding import receive_rows, turn_secret, upload_file
from denyut.sources.actions.runs import break_run, finish_run, read_by_clock, read_source, tell_progress
from denyut.sources.actions.setup import (
    add_source,
    change_source,
    connect_source,
    map_source,
    note_columns,
    pause_source,
    remove_source,
    resume_source,
    schedule_source,
)
from denyut.sources.actions.targets import allow_target, withdraw_target
from denyut.sources.actions.ties import follow, make_key_result, untie

__all__ = [
    "add_source",
    "allow_target",
    "break_run",
    "change_source",
    "connect_source",
    "finish_run",
    "follow",
    "make_key_result",
    "map_source",
    "note_columns",
    "pause_source",
    "read_by_clock",
    "read_source",
    "receive_rows",
    "remove_source",
    "resume_source",
    "schedule_source",
    "tell_progress",
    "turn_secret",
    "untie",
    "upload_file",
    "withdraw_target",
]
