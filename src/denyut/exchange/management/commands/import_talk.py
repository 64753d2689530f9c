"""./denyut import-talk FILE --room NAME: a chat of WhatsApp, Slack or Mattermost into a room; --undo N."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from denyut.chat.models import Room
from denyut.exchange.acting import who
from denyut.exchange.actions import begin_talk, finish_talk, undo_talk, upload_talk
from denyut.exchange.bringing import TalkWishes, bring_in
from denyut.exchange.models import TalkImport
from denyut.exchange.talk_people import speakers_of, unknown_addresses
from denyut.exchange.talk_words import PROGRAMS, reason_of, sentence_of
from denyut.exchange.talks.opening import UnreadableTalk, open_talk
from denyut.exchange.talks.told import Conversation, Talk
from denyut.lib.dates import Order
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Refused
from denyut.spine.events import Via

VIA = Via("cli")
SHOWN = 20


class Command(BaseCommand):
    help = "Brings a chat that WhatsApp, Slack or Mattermost exported into a room."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, nargs="?", help="a .txt or .zip of WhatsApp, a .zip of Slack, a .jsonl of Mattermost"
        )
        parser.add_argument(
            "--room", default="", metavar="NAME", help="where it goes; a new room by invitation when there is none"
        )
        parser.add_argument(
            "--conversation", default="", metavar="NAME", help="which channel; the one with most messages"
        )
        parser.add_argument(
            "--person",
            action="append",
            default=[],
            metavar="NAME=EMAIL",
            help="who is which colleague; again for several",
        )
        order = parser.add_mutually_exclusive_group()
        order.add_argument(
            "--day-first", dest="order", action="store_const", const="dmy", help="days are written day, month, year"
        )
        order.add_argument("--month-first", dest="order", action="store_const", const="mdy", help="month, day, year")
        parser.add_argument(
            "--as", dest="email", default="", metavar="EMAIL", help="who brings it in; the administrator"
        )
        parser.add_argument("--dry-run", action="store_true", help="only show what would come in")
        parser.add_argument("--undo", type=int, metavar="N", help="take number N back as a whole")

    def handle(self, *args: Any, **options: Any) -> None:
        person = who(options["email"])
        if options["undo"] is not None:
            self.undo(person, options["undo"])
            return
        if options["file"] is None or not options["room"]:
            raise CommandError("Say which file goes into which room: import-talk FILE --room NAME.", returncode=2)
        wishes = TalkWishes(options["conversation"], options["order"], chosen_in(options["person"]))
        talk = self.opened(person, options["file"], options["order"])
        wishes = TalkWishes(wishes.conversation, wishes.order, named(talk, wishes.people or {}))
        self.show(talk, wishes)
        if not options["dry_run"]:
            self.bring(person, options["file"], options["room"], wishes)

    def opened(self, person: Person, path: Path, order: Order | None) -> Talk:
        """What the file says. Raises CommandError, with exit code 2, when it can't be read."""
        try:
            return open_talk(path, zone=person.zone, now=clock.now(), order=order)
        except OSError as error:
            raise CommandError(f"There is no file {path}.", returncode=2) from error
        except UnreadableTalk as error:
            raise CommandError(reason_of(error.code), returncode=2) from error

    def show(self, talk: Talk, wishes: TalkWishes) -> None:
        """Prints what would come in."""
        conversation = talk.conversation(wishes.conversation) or Conversation("")
        said = conversation.said
        days = f", {said[0].at:%Y-%m-%d} to {said[-1].at:%Y-%m-%d}" if said else ""
        self.stdout.write(f"{PROGRAMS[talk.program]}, {conversation.name}: {len(said)} messages{days}")
        if talk.order:
            sure = "" if talk.is_sure else " (a guess: --day-first or --month-first says it)"
            self.stdout.write(f"Days are read as {talk.order}{sure}")
        for one in talk.examples:
            self.stdout.write(f"  {one.written} is {one.meant:%Y-%m-%d %H:%M}")
        for speaker in speakers_of(talk, conversation, wishes.people)[:SHOWN]:
            person = speaker.person.email if speaker.person else "keeps the name"
            self.stdout.write(f"  {speaker.author.name}: {speaker.count} messages, {person}")
        for problem in talk.problems[:SHOWN]:
            self.stdout.write(sentence_of(problem))

    def bring(self, person: Person, path: Path, room_name: str, wishes: TalkWishes) -> None:
        """Brings it in. Raises CommandError, with exit code 2, when that may not be."""
        room = Room.objects.visible_to(person).filter(name=room_name).first()
        try:
            with path.open("rb") as file:
                kept = upload_talk.via(VIA)(person, file, file_name=path.name, room=room)
            kept = begin_talk.via(VIA)(person, kept, wishes.as_json(), room_name=room_name)
            talk, report = bring_in(kept, wishes)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        finish_talk(kept, report.as_json(), program=talk.program, count=report.made)
        self.stdout.write(
            f"Number {kept.pk}: {report.made} new messages, {report.same} were there, {report.files} files."
        )
        for problem in report.problems[len(talk.problems) :][:SHOWN]:
            self.stdout.write(problem)
        if report.problems:
            sys.exit(1)

    def undo(self, person: Person, number: int) -> None:
        """Takes one back. Raises CommandError, with exit code 2, when that may not be."""
        found = TalkImport.objects.filter(pk=number)
        done = found.first() if person.is_administrator else found.filter(person=person).first()
        if done is None:
            raise CommandError(f"There is no chat {number} that was brought in.", returncode=2)
        try:
            done = undo_talk.via(VIA)(person, done)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self.stdout.write(f"{done.result.get('removed', 0)} messages are gone, {done.result.get('stays', 0)} stay.")


def chosen_in(words: list[str]) -> dict[str, str]:
    """Names with addresses. Raises CommandError for an unknown address."""
    chosen = {name.strip(): email.strip() for name, _sign, email in (one.rpartition("=") for one in words)}
    for email in unknown_addresses(chosen):
        raise CommandError(f"There is no account for {email}.", returncode=2)
    return chosen


def named(talk: Talk, chosen: dict[str, str]) -> dict[str, str]:
    """The addresses by the keys of authors who go by these names."""
    return {key: chosen[one.name] for key, one in talk.authors.items() if one.name in chosen}
