"""What rooms themselves can be told to do."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.chat.actions import ding, make_poll, remind
from denyut.chat.asking import is_yes, room_here, wished
from denyut.chat.asking import until as moment_until
from denyut.chat.ding_words import EVERYBODY
from denyut.chat.models import Ding, Poll, Reminder
from denyut.people.models import Person
from denyut.spine.access import NotThere
from denyut.spine.commands import command
from denyut.spine.deeds import Deed


def find_called(actor: Person, word: str) -> Sequence[Person]:
    """The people of a list of numbers ("4,5"), nobody for "@room", which calls everybody there. Raises NotThere."""
    if word.lower() == EVERYBODY:
        return []
    numbers = [int(one) for one in word.split(",") if one.isdecimal() and len(one) < 18]
    found = list(Person.objects.visible_to(actor).active().filter(pk__in=numbers))
    if not found:
        reason = _("There is nobody called %(word)s here. Write @ and choose from the list.")
        raise NotThere(reason % {"word": word[:40]}, code="nobody")
    return found


def ding_in_words(
    actor: Person, people: Sequence[Person], *, text: str, reason: str = "", at: str = "", wait: str = ""
) -> Ding:
    """Call people urgently in the words of a chat line; `wait` "no" is for what cannot wait for the end of quiet hours.

    Raises as `ding` does, and Invalid for a word that is neither yes nor no.
    """
    cannot_wait = bool(wait) and not is_yes(wait, "wait")
    return ding.function(actor, people, text=text, reason=reason, at=at, cannot_wait=cannot_wait)


command(
    "ding",
    Deed("chat.ding", ding_in_words),
    find=find_called,
    takes=("text", "reason"),
    named=("at", "wait"),
    about=gettext_lazy("Call somebody urgently, until they confirm"),
    example='/ding @Bo "The server is down" customers cannot pay at="in 20 min"',
)


def ask_the_room(
    actor: Person,
    question: str,
    *,
    first: str,
    second: str,
    third: str = "",
    fourth: str = "",
    fifth: str = "",
    sixth: str = "",
    seventh: str = "",
    eighth: str = "",
    ninth: str = "",
    tenth: str = "",
    several: str = "",
    secret: str = "",
    until: str = "",
) -> Poll:
    """Ask the room a question in the words of a chat line. Raises as `make_poll` does, and Invalid outside of rooms."""
    return make_poll.function(
        actor,
        room_here(actor),
        question=question,
        options=[first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth],
        is_multiple=is_yes(several, "several"),
        is_secret=is_yes(secret, "secret"),
        closes_at=moment_until(actor, until),
    )


def remind_in_words(actor: Person, who: str, *, words: str) -> Reminder:
    """Set a reminder in the words of a chat line: "me", "here" or somebody; a moment; what it is about. Raises as `remind` does."""
    room = room_here(actor)
    wish = wished(actor, room, who, words)
    return remind.function(
        actor, text=wish.text, at=wish.at, person=wish.person, room=None if wish.person is not None else room
    )


command(
    "poll",
    Deed("chat.make_poll", ask_the_room),
    find=lambda actor, word: word,
    takes=("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    named=("several", "secret", "until"),
    about=gettext_lazy("Ask the room a question with 2 to 10 answers"),
    example='/poll "Where do we eat?" "Warung Sari" "Here" until=Fri',
)
command(
    "remind",
    Deed("chat.remind", remind_in_words),
    find=lambda actor, word: word,
    takes=("words",),
    about=gettext_lazy("Remind yourself, somebody, or the room at a moment"),
    example='/remind me in 20 min "Look at the queue"',
)
