"""Letters on their way into rooms: to which room, in whose name, and whether at all."""

import re
from collections.abc import Iterable
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _

from denyut.chat.models import Line, Room
from denyut.chat.storing import Kept, keep
from denyut.hooks.actions.letters import is_here, take_letter
from denyut.hooks.bots import the_bot
from denyut.hooks.letters.boxes import letters_in
from denyut.hooks.letters.letter import Letter, NotALetter, letter_of
from denyut.hooks.letters.trust import Trust
from denyut.hooks.models import Mailbox
from denyut.people.models import Person
from denyut.spine.access import Invalid, NotThere, Refused, may, require
from denyut.spine.events import Via

ADDRESS = re.compile(r"\broom\+([a-z0-9]{16,32})@", re.IGNORECASE)
VIA = Via("mail")
LARGEST = 25_000_000
FILES_AT_MOST = 20


def address_of(room: Room) -> str:
    """The mail-in address of a room; empty while it takes no mail."""
    return f"room+{room.mail_key}@{settings.MAIL_DOMAIN}" if room.mail_key else ""


def receive(raw: bytes, *, to: str = "") -> Line:
    """Take a letter from the mail server into the room it is addressed to: `to` is the envelope's address, else the letter's own count.

    Raises NotThere for an address that no room has, Refused for a sender that the room does not take, Invalid for what is no letter.
    """
    letter = _read(raw)
    mailbox = _mailbox([to, *letter.to])
    if letter.is_automatic:
        raise Refused(_("Rooms take no automatic answers."), code="automatic")
    writer = Person.objects.filter(email=letter.address, is_active=True, is_bot=False).first()
    if mailbox.must_be_verified and letter.trust is not Trust.PROVEN:
        raise Refused(_("This room takes mail only when it is proven who sent it."), code="unverified")
    if writer is not None and letter.trust is Trust.PROVEN:
        return _take(writer, mailbox.room, letter)
    return _take_from_outside(mailbox, letter, writer)


def bring(actor: Person, room: Room, content: bytes) -> tuple[int, int]:
    """Bring the letters of an .eml or .mbox file into a room, in the order in which they were written, under their senders' names.

    Returns how many are in the room now, and how many could not be read. Raises Refused where the actor may not speak.
    """
    letters, unreadable = [], 0
    for raw in letters_in(content):
        try:
            letters.append(letter_of(raw))
        except NotALetter:
            unreadable += 1
    for letter in sorted(letters, key=lambda one: one.at.timestamp() if one.at else 0):
        _take(actor, room, letter, as_name=letter.sender)
    return len(letters), unreadable


def _read(raw: bytes) -> Letter:
    if len(raw) > LARGEST:
        raise Invalid(_("A letter has up to 25 MB."), code="too_large")
    try:
        return letter_of(raw, servers=settings.MAIL_AUTHSERV)
    except NotALetter as error:
        raise Invalid(_("This is not a letter: %(error)s") % {"error": error}, code="not_a_letter") from error


def _mailbox(addresses: Iterable[str]) -> Mailbox:
    keys = [match[1].lower() for address in addresses if (match := ADDRESS.search(address))]
    found = Mailbox.objects.select_related("room").filter(room__mail_key__in=keys[:20])
    by_key: dict[str | None, Mailbox] = {box.room.mail_key: box for box in found}
    mailbox = next((by_key[key] for key in keys if key in by_key), None)
    if mailbox is None:
        raise NotThere(_("No room has this address."), code="no_room")
    return mailbox


def _take(actor: Person, room: Room, letter: Letter, *, as_name: str = "") -> Line:
    """Say a letter, with its files where the actor may bring some: stored first, since the deed must not wait for a disk."""
    may_bring = may(actor, "chat.say", room) and not is_here(room, letter)
    kept, left_out = _stored(letter) if may_bring else ([], [one.name for one in letter.files])
    return take_letter.via(VIA)(actor, room, letter=letter, as_name=as_name, kept=kept, left_out=left_out)


def _stored(letter: Letter) -> tuple[list[Kept], list[str]]:
    kept, left_out = [], [one.name for one in letter.files[FILES_AT_MOST:]]
    for one in letter.files[:FILES_AT_MOST]:
        try:
            kept.append(keep(BytesIO(one.content), one.name))
        except Invalid:
            left_out.append(one.name)
    return kept, left_out


def _take_from_outside(mailbox: Mailbox, letter: Letter, claimed: Person | None) -> Line:
    """Let the robot say a letter that nobody is proven to have written: of a stranger, or of whoever takes the address of a colleague."""
    bot = the_bot()
    if claimed is not None:
        _require_claim(mailbox, letter, claimed)
    elif not mailbox.takes_strangers:
        raise Refused(_("This room takes mail only from people who have an account here."), code="stranger")
    if bot is None:
        raise NotThere(_("No room has this address."), code="no_room")
    # With the address beside it, nobody passes for a colleague by taking their name.
    named = f"{letter.sender} <{letter.address}>" if letter.sender != letter.address else letter.address
    is_proven = letter.trust is Trust.PROVEN
    return _take(bot, mailbox.room, letter, as_name=named if is_proven else _claiming(named))


def _require_claim(mailbox: Mailbox, letter: Letter, claimed: Person) -> None:
    if letter.trust is Trust.REFUTED and not mailbox.takes_strangers:
        raise Refused(_("It is not proven who sent this letter, so this room does not take it."), code="unverified")
    require(claimed, "chat.say", mailbox.room)


def _claiming(named: str) -> str:
    return _("By e-mail, claiming to be %(name)s") % {"name": named}
