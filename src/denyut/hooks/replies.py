"""Answers to reminders that come by letter: what they say is checked in, and a letter tells what was understood."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from denyut.assistant.hearing import readings_of
from denyut.hooks.actions.replies import note_reply
from denyut.hooks.letters.letter import Letter, NotALetter, letter_of
from denyut.hooks.letters.quoting import own_words
from denyut.hooks.letters.trust import Trust
from denyut.lib.digits import to_ascii_digits, without_invisible_marks
from denyut.lib.numbers import NotANumber, parse_number
from denyut.lib.units import format_value
from denyut.okr.actions import check_in
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.rhythm.models import Prompt
from denyut.rhythm.repeats import was_done
from denyut.rhythm.replying import LIVES, is_reply_address, prompt_at, reply_address
from denyut.spine.access import Invalid, NotThere, Refused
from denyut.spine.events import Via

LINE = re.compile(r"^[-*•\s]{0,3}KR[-\s]?(\d{1,15})\s*[:=]?\s+([-+]?[\d.,'٫٬]+)\s*%?\s*(.*)$", re.IGNORECASE)
BARE = re.compile(r"^([-+]?[\d.,'٫٬]+)\s*%?(?:\s+(.*))?$")
LINES_AT_MOST, LONGEST = 30, 500
# Reminders of one look at the clock are seconds apart and go out in one letter.
TOGETHER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Said:
    """What one line of an answer says of a key result."""

    kr: KeyResult
    value: Decimal
    confidence: int | None
    note: str


def reply_in(addresses: Iterable[str]) -> str:
    """The address among these to which answers to reminders go; empty where there is none."""
    return next((address for address in addresses if is_reply_address(address)), "")


def take_reply(raw: bytes, *, to: str) -> str:
    """Check in what a letter to a reminder's address says, in the name of whoever was reminded. A letter tells them what was understood.

    It counts only with the secret in the address and from the person's own address, and once however often it comes. Returns a line for
    the mail server's log. Raises Invalid for what is no letter, NotThere for an address that is none or too old, Refused for another
    sender.
    """
    letter = _read(raw)
    prompt = prompt_at(to)
    if prompt is None:
        raise NotThere(_("This address is too old, or was never one."), code="no_prompt")
    person = prompt.person
    _check_sender(letter, person)
    key = _key_of(letter, prompt)
    if was_done(person, key):
        return f"prompt {prompt.pk}, again"
    with translation.override(person.language):
        done, unclear = _checked_in(person, _goals_of(prompt), own_words(letter.text), key)
        note_reply.via(Via("mail", key))(person, prompt, checked_in=len(done), unclear=len(unclear))
        _answer(person, prompt, letter, done, unclear).send()
    return f"prompt {prompt.pk}, {len(done)} check-ins"


def lines_of(text: str, goals: Sequence[KeyResult], language: str) -> Iterator[tuple[str, Said | None]]:
    """What each line of an answer says of these key results: "KR-12 18 a note"; a number alone where there is one goal; or a sentence."""
    by_id = {kr.pk: kr for kr in goals}
    lines = [without_invisible_marks(line).strip()[:LONGEST] for line in text.splitlines()]
    # What is quoted says what the reminder said, an example among it.
    for line in [line for line in lines if line and not line.startswith(">")][:LINES_AT_MOST]:
        plain = to_ascii_digits(line)
        named, bare = LINE.match(plain), BARE.match(plain)
        if named:
            yield line, _said(by_id.get(int(named[1])), named[2], named[3], language)
        elif bare and len(goals) == 1:
            yield line, _said(goals[0], bare[1], bare[2] or "", language)
        else:
            yield line, _sentence(line, goals)


def _read(raw: bytes) -> Letter:
    try:
        return letter_of(raw, servers=settings.MAIL_AUTHSERV)
    except NotALetter as error:
        raise Invalid(_("This is not a letter: %(error)s") % {"error": error}, code="not_a_letter") from error


def _check_sender(letter: Letter, person: Person) -> None:
    if letter.is_automatic:
        raise Refused(_("Automatic answers change nothing."), code="automatic")
    is_theirs = letter.address == person.email and letter.trust is not Trust.REFUTED
    if not is_theirs or not person.is_active:
        raise Refused(
            _("This address belongs to somebody else. Write from the one to which the letter came."), code="other"
        )


def _key_of(letter: Letter, prompt: Prompt) -> str:
    """The same letter has the same key, also where it bears no number of its own."""
    what = letter.number or f"{letter.at} {letter.text}"
    return f"mail-reply-{prompt.pk}-{hashlib.sha256(what.encode()).hexdigest()[:40]}"


def _goals_of(prompt: Prompt) -> list[KeyResult]:
    """The key results of which this person was reminded then and in the days before, and no other."""
    together = Prompt.objects.filter(person=prompt.person, key_result__isnull=False)
    together = together.filter(sent_at__gt=prompt.sent_at - LIVES, sent_at__lte=prompt.sent_at + TOGETHER)
    seen = KeyResult.objects.visible_to(prompt.person).filter(pk__in=together.values("key_result"))
    return list(seen.select_related("objective__cycle", "owner").order_by("pk"))


def _said(kr: KeyResult | None, number: str, note: str, language: str) -> Said | None:
    try:
        return Said(kr, parse_number(number.rstrip(".,"), language), None, note.strip()) if kr else None
    except NotANumber:
        return None


def _sentence(line: str, goals: Sequence[KeyResult]) -> Said | None:
    reading = next(iter(readings_of(line, goals)), None)
    return Said(reading.key_result, reading.value, reading.confidence, reading.note or line) if reading else None


def _checked_in(
    person: Person, goals: Sequence[KeyResult], text: str, key: str
) -> tuple[list[tuple[Said, str]], list[str]]:
    """What was checked in, with its value as people read it; and, of what was not, each line with the reason."""
    done: list[tuple[Said, str]] = []
    unclear: list[str] = []
    for number, (line, said) in enumerate(lines_of(text, goals, person.language)):
        if said is None:
            unclear.append(_("“%(line)s”: no value of a key result was found in it.") % {"line": line[:120]})
            continue
        try:
            deed = check_in.via(Via("mail", f"{key}-{number}"))
            deed(person, said.kr, value=said.value, confidence=said.confidence, note=said.note)
            done.append((said, format_value(said.value.normalize(), said.kr.unit, person.language)))
        except Refused as refusal:
            unclear.append(_("“%(line)s”: %(reason)s") % {"line": line[:120], "reason": refusal.reason})
    return done, unclear


def _answer(
    person: Person, prompt: Prompt, letter: Letter, done: Sequence[tuple[Said, str]], unclear: Sequence[str]
) -> EmailMessage:
    parts = [f"{said.kr.label}: {value} – {said.kr.title}" for said, value in done]
    text = [_("Recorded:"), *parts, ""] if done else [_("Nothing was recorded."), ""]
    if unclear or not done:
        example = _("Write one line for each key result, its number first, for example: KR-12 18 the queue is flowing")
        text += [_("Not understood:"), *unclear, example, ""] if unclear else [example, ""]
    text.append(settings.PUBLIC_URL.rstrip("/") + reverse("rhythm:week"))
    subject = _("Your check-ins are recorded") if done else _("Your answer was not understood")
    heads = {"Auto-Submitted": "auto-replied"}
    if letter.number:
        heads |= {"In-Reply-To": letter.number, "References": letter.number}
    again = reply_address(prompt.pk)
    return EmailMessage(subject, "\n".join(text), to=[person.email], reply_to=[again] if again else None, headers=heads)
