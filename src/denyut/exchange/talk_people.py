"""Who of another program's chat is which colleague here."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from denyut.exchange.talks.told import Author, Conversation, Talk
from denyut.exchange.words import plain
from denyut.people.models import Person


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who spoke in a conversation, how many messages are theirs, and the colleague that this is thought to be."""

    author: Author
    count: int
    person: Person | None


def speakers_of(talk: Talk, conversation: Conversation, chosen: Mapping[str, str] | None = None) -> list[Speaker]:
    """Everybody who spoke, the busiest first. `chosen` are addresses by the authors' keys: an empty one keeps the name as it was.

    Who was not chosen is guessed: by the address, else by a name that only one colleague has.
    """
    by_email, by_name = _colleagues()
    counts = Counter(said.author for said in conversation.said)

    def person_of(author: Author) -> Person | None:
        if chosen is not None and author.key in chosen:
            return by_email.get(chosen[author.key].strip().lower())
        named = by_name.get(plain(author.name), [])
        return by_email.get(author.email) or (named[0] if len(named) == 1 else None)

    return [Speaker(talk.authors[key], count, person_of(talk.authors[key])) for key, count in counts.most_common()]


def people_behind(talk: Talk, chosen: Mapping[str, str] | None = None) -> dict[str, Person]:
    """The colleagues behind all authors of an export, those who only put a mark onto a message as well."""
    everybody = Conversation("", [said for one in talk.conversations for said in one.said])
    spoke = {speaker.author.key: speaker.person for speaker in speakers_of(talk, everybody, chosen)}
    by_email, by_name = _colleagues()
    for key, author in talk.authors.items():
        if key not in spoke:
            named = by_name.get(plain(author.name), [])
            spoke[key] = by_email.get(author.email) or (named[0] if len(named) == 1 else None)
    return {key: person for key, person in spoke.items() if person is not None}


def unknown_addresses(chosen: Mapping[str, str]) -> list[str]:
    """The addresses that belong to no colleague."""
    by_email, _names = _colleagues()
    return [email for email in chosen.values() if email.strip() and email.strip().lower() not in by_email]


def _colleagues() -> tuple[dict[str, Person], dict[str, list[Person]]]:
    by_email: dict[str, Person] = {}
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in Person.objects.active().filter(is_bot=False):
        by_email[person.email.lower()] = person
        by_name[plain(person.name)].append(person)
    return by_email, by_name
