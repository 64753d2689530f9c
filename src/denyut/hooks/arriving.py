"""Letters from the mail server, on their way: answers to reminders are checked in, all others go into rooms."""

from denyut.hooks.letters.letter import NotALetter, letter_of
from denyut.hooks.mailing import receive
from denyut.hooks.replies import reply_in, take_reply


def arrive(raw: bytes, *, to: str = "") -> str:
    """Take a letter where it belongs: `to` is the envelope's address, else the letter's own count. Returns a line for the server's log.

    Raises as `receive` and `take_reply` do.
    """
    address = reply_in([to, *_addresses(raw)])
    if address:
        return take_reply(raw, to=address)
    line = receive(raw, to=to)
    return f"room {line.room_id}, message {line.pk}"


def _addresses(raw: bytes) -> tuple[str, ...]:
    try:
        return letter_of(raw).to
    except NotALetter:
        return ()
