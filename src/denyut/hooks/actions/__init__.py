"""The deeds of the ways in and out."""

from denyut.hooks.actions.incoming import (
    change_incoming,
    end_incoming,
    open_incoming,
    receive_message,
    turn_incoming,
)
from denyut.hooks.actions.letters import take_letter
from denyut.hooks.actions.mailbox import close_mailbox, open_mailbox
from denyut.hooks.actions.outgoing import (
    change_outgoing,
    end_outgoing,
    make_outgoing,
    ping_outgoing,
    replay_delivery,
    replay_failed,
    turn_outgoing,
)

__all__ = [
    "change_incoming",
    "change_outgoing",
    "close_mailbox",
    "end_incoming",
    "end_outgoing",
    "make_outgoing",
    "open_incoming",
    "open_mailbox",
    "ping_outgoing",
    "receive_message",
    "replay_delivery",
    "replay_failed",
    "take_letter",
    "turn_incoming",
    "turn_outgoing",
]
