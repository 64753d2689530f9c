"""Bringing another program's chat into a room, from beginning to end: for the job and for the command line."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from itertools import batched
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZipFile, is_zipfile

from django.core.files.storage import default_storage

from denyut.chat.storing import LARGEST, Kept, keep, let_go
from denyut.exchange.actions import Coming, bring_in_lines, known_keys
from denyut.exchange.models import TalkImport
from denyut.exchange.talk_people import people_behind
from denyut.exchange.talk_words import lost_file, reason_of, sentence_of
from denyut.exchange.talks.opening import BROKEN, UnreadableTalk, open_member, open_talk
from denyut.exchange.talks.told import Conversation, Said, Talk
from denyut.lib.dates import Order
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Refused
from denyut.spine.events import Via

# Others' deeds wait for a batch at most.
AT_ONCE = 250
PROBLEMS_KEPT = 200
PIECE = 1024 * 1024
VIA = Via("import")

type Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class TalkWishes:
    """What a person decided about a chat: which conversation, the order of its days (None as guessed), who is which colleague.

    `people` are addresses by the keys of authors; None leaves all to be guessed.
    """

    conversation: str = ""
    order: Order | None = None
    people: dict[str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


@dataclass(slots=True)
class TalkReport:
    """What came of it: new messages, those that the room had, marks of people without an account, files, and what was left out."""

    made: int = 0
    same: int = 0
    lost_marks: int = 0
    files: int = 0
    notices: int = 0
    problems: list[str] = field(default_factory=list)
    more_problems: int = 0

    def tell(self, problem: str) -> None:
        """Keep a problem, as far as a page can show it."""
        if len(self.problems) < PROBLEMS_KEPT:
            self.problems.append(problem)
        else:
            self.more_problems += 1

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def opened(kept: TalkImport, wishes: TalkWishes) -> Talk:
    """What the file of an import says. Raises UnreadableTalk."""
    if not kept.path or not default_storage.exists(kept.path):
        raise UnreadableTalk("gone")
    path = Path(default_storage.path(kept.path))
    now = clock.now()
    return open_talk(path, zone=kept.person.zone, now=now, order=wishes.order, file_name=kept.file_name)


def bring_in(kept: TalkImport, wishes: TalkWishes, tell: Tell = lambda done, total: None) -> tuple[Talk, TalkReport]:
    """Bring the chosen conversation into the room of an import. Doing it again makes no message twice.

    Raises UnreadableTalk for a file that says nothing, Refused for whoever may not bring it there.
    """
    talk = opened(kept, wishes)
    conversation = talk.conversation(wishes.conversation) or Conversation("")
    report = TalkReport(notices=conversation.notices)
    for problem in talk.problems:
        report.tell(sentence_of(problem))
    people = people_behind(talk, wishes.people)
    with ExitStack() as stack:
        path = default_storage.path(kept.path)
        archive = stack.enter_context(ZipFile(path)) if is_zipfile(path) else None
        done, total = 0, len(conversation.said)
        tell(0, total)
        for some in batched(conversation.said, AT_ONCE, strict=False):
            _bring(kept, talk, some, archive, people, report)
            done += len(some)
            tell(done, total)
    return talk, report


def _bring(
    kept: TalkImport,
    talk: Talk,
    some: tuple[Said, ...],
    archive: ZipFile | None,
    people: Mapping[str, Person],
    report: TalkReport,
) -> None:
    known = known_keys(kept.room, [said.key for said in some]) if kept.room else {}
    batch = [Coming(said) if said.key in known else _with_files(said, archive, report) for said in some]
    try:
        came = bring_in_lines.via(VIA)(
            kept.person, kept, batch, authors=talk.authors, people=people, program=talk.program
        )
    except Refused:
        let_go(*(name for one in batch for file in one.kept for name in (file.stored, file.preview)))
        raise
    report.made += came.made
    report.same += came.same
    report.lost_marks += came.lost_marks
    report.files += sum(len(one.kept) for one in batch)


def _with_files(said: Said, archive: ZipFile | None, report: TalkReport) -> Coming:
    """A message with its files in the storage; what may not come in is told and named in its words."""
    stored: list[Kept] = []
    missing: list[str] = []
    for file in said.files:
        content = open_member(archive, file.member) if archive is not None and file.member else None
        try:
            if content is None:
                missing.append(file.name)
            else:
                stored.append(_stored(content, file.name))
        except Refused as refusal:
            missing.append(file.name)
            report.tell(lost_file(file.name, str(refusal)))
        except BROKEN:
            missing.append(file.name)
            report.tell(lost_file(file.name, reason_of("damaged")))
    return Coming(said, tuple(stored), tuple(missing))


def _stored(content: IO[bytes], name: str) -> Kept:
    """Unpack a file, no more of it than a file may have, and store it."""
    with content, SpooledTemporaryFile(max_size=PIECE) as unpacked:
        size = 0
        while size <= LARGEST and (piece := content.read(PIECE)):
            size += len(piece)
            unpacked.write(piece)
        return keep(unpacked, name, is_voice=name.lower().endswith((".opus", ".m4a", ".ogg", ".amr")))
