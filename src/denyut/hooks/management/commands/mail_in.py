"""./denyut mail-in: one letter from standard input into the room it is addressed to, for a mail server's pipe."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from denyut.hooks.arriving import arrive
from denyut.hooks.mailing import LARGEST
from denyut.spine.access import NotThere, Refused, Unavailable

# What a mail server makes of it (sysexits.h): nobody there, not readable, try again later, not allowed.
NO_USER, BAD_DATA, TRY_LATER, NOT_ALLOWED = os.EX_NOUSER, os.EX_DATAERR, os.EX_TEMPFAIL, os.EX_NOPERM


class Command(BaseCommand):
    help = "Takes a letter (RFC 822) from standard input into the room it is addressed to."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to", default="", metavar="ADDRESS", help="the envelope's address, before the letter's own"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        raw = sys.stdin.buffer.read(LARGEST + 1)
        try:
            said = arrive(raw, to=options["to"])
        except Refused as refusal:
            self.stderr.write(str(refusal.reason))
            raise SystemExit(_code(refusal)) from refusal
        self.stdout.write(said)


def _code(refusal: Refused) -> int:
    if isinstance(refusal, Unavailable):
        return TRY_LATER
    if isinstance(refusal, NotThere):
        return NO_USER
    return BAD_DATA if refusal.status == 422 else NOT_ALLOWED
