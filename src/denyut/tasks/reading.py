"""A task in one line of words: "Call Budi tomorrow KR-12 @Mei". What is understood is taken out, the rest is its title."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from denyut.lib.digits import to_ascii_digits
from denyut.lib.moments import moment_in, parse_moment
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.people.times import zone_of
from denyut.spine import clock

KEY_RESULT = re.compile(r"(?<![\w/#-])#?KR-?(\d{1,12})(?![\w-])", re.IGNORECASE)
# As it is typed ("@Mei Lin") or as the chat keeps it ("@Mei Lin#4"); a name has three words at most.
NAMED = re.compile(r"(?<![\w/@])@([^\s@#]+(?: [^\s@#]+){0,2})(?:#(\d{1,12}))?")


@dataclass(frozen=True, slots=True)
class Said:
    """What a line of words asks for; `title` is what was left of it."""

    title: str
    owner: Person | None = None
    due_on: date | None = None
    key_result: KeyResult | None = None


def read_task(viewer: Person, text: str) -> Said:
    """What somebody asks for in one line. Three queries at most."""
    text, key_result = _without_key_result(viewer, text)
    text, owner = _without_person(text)
    found = moment_in(text, clock.now(), zone_of(viewer), get_language() or "en")
    title = found.rest if found else text
    return Said(_plainly(title), owner, found.at.date() if found else None, key_result)


def read_day(viewer: Person, words: str) -> date | None:
    """The day that these words say, None when they say none."""
    found = parse_moment(words, clock.now(), zone_of(viewer), get_language() or "en")
    return found.date() if found else None


def key_result_named(viewer: Person, text: str) -> KeyResult | None:
    """The first key result that a text names, if the viewer sees it. One query where one is named."""
    found = KEY_RESULT.search(to_ascii_digits(text))
    if found is None:
        return None
    return KeyResult.objects.visible_to(viewer).select_related("objective", "owner").filter(pk=int(found[1])).first()


def person_named(text: str) -> Person | None:
    """The first colleague that a text names: by number, else by a name that only one has. One query where one is named."""
    found = NAMED.search(text)
    return _person(found)[0] if found else None


def _without_key_result(viewer: Person, text: str) -> tuple[str, KeyResult | None]:
    key_result = key_result_named(viewer, text)
    # A number that is none stays in the title, where whoever typed it sees that it was not understood.
    return (KEY_RESULT.sub(" ", to_ascii_digits(text), count=1) if key_result else text), key_result


def _without_person(text: str) -> tuple[str, Person | None]:
    found = NAMED.search(text)
    person, words = _person(found) if found else (None, 0)
    if found is None or person is None:
        return text, None
    said = found[1].split(" ")
    rest = "" if found[2] else " ".join(said[words:])
    return f"{text[: found.start()]} {rest}{text[found.end() :]}", person


def _person(found: re.Match[str]) -> tuple[Person | None, int]:
    """Who is named, and with how many words."""
    words = found[1].split(" ")
    if found[2]:
        return Person.objects.colleagues().filter(pk=int(found[2])).first(), len(words)
    known = list(Person.objects.colleagues().filter(name__istartswith=words[0].rstrip(",.;:!?")))
    for count in range(len(words), 0, -1):
        said = " ".join(words[:count]).rstrip(",.;:!?").casefold()
        fitting = [one for one in known if one.name.casefold() == said]
        fitting = fitting or [one for one in known if count == 1 and one.name.split()[0].casefold() == said]
        if len(fitting) == 1:
            return fitting[0], count
    return None, 0


def _plainly(text: str) -> str:
    return " ".join(text.split()).strip(" ,;–-")
