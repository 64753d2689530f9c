"""Ways in from other programs, and ways out to them."""

from denyut.hooks.models.incoming import Incoming
from denyut.hooks.models.mailbox import Mailbox
from denyut.hooks.models.outgoing import Delivery, Outgoing

__all__ = ["Delivery", "Incoming", "Mailbox", "Outgoing"]
