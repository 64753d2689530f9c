"""The deeds of the inbox."""

from denyut.inbox.actions.notices import note_mailed, notify, read_all, read_notice, settle
from denyut.inbox.actions.wishes import choose_digest_hour, choose_how

__all__ = [
    "choose_digest_hour",
    "choose_how",
    "note_mailed",
    "notify",
    "read_all",
    "read_notice",
    "settle",
]
