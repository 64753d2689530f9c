"""Whom the product tells of what happened."""

from denyut.chat.models import Mention
from denyut.inbox.actions import notify, settle
from denyut.inbox.kinds import BY_NAME, MENTION, SAID, TALK, kind_of
from denyut.inbox.models import How, NoticeWish
from denyut.people.models import Person
from denyut.spine.models import Event
from denyut.spine.outlets import outlet
from denyut.spine.verbs import VERBS, Verb

IMPORTED = "import"
CONFIRMED, DING_CONFIRMED, DING_CANCELLED = "chat.confirmed", "chat.ding_confirmed", "chat.ding_cancelled"
PROMPT_SETTLED = "rhythm.prompt_settled"
# Who is called or reminded again finds one notice, not one for each time.
AGAIN = ("chat.ding_called", "chat.confirmation_reminded")
# Whoever asked to be reminded wants to hear of it from themself.
OWN_TOO = ("chat.reminded",)
# Every feature has declared its verbs before outlets are declared.
TELLING = [verb for verb in VERBS.values() if verb.told is not Verb.told]


@outlet("inbox.notices", TELLING)
def tell(event: Event) -> None:
    """Give a notice to everybody whom the event's verb tells: not to who did it, nor of a past that was brought in."""
    if event.surface == IMPORTED:
        return
    told = set(VERBS[event.verb].told(event))
    told -= set() if event.verb in OWN_TOO else {event.actor_id}
    people = set(Person.objects.colleagues().filter(pk__in=told).values_list("pk", flat=True)) if told else set()
    if people:
        kinds = kinds_for(event, people)
        ways = ways_for(kinds)
        wanted = {pk: kind for pk, kind in kinds.items() if ways[pk] != How.NOTHING}
        notify(None, event, kinds=wanted, ways=ways, is_again=event.verb in AGAIN)


@outlet("inbox.done", [CONFIRMED, DING_CONFIRMED, DING_CANCELLED, PROMPT_SETTLED])
def note_done(event: Event) -> None:
    """What was confirmed or taken back waits for nobody any more."""
    people = event.facts["told"] if event.verb == DING_CANCELLED else [event.facts["person"]]
    for person in people:
        settle(None, event, person=person)


def kinds_for(event: Event, people: set[int]) -> dict[int, str]:
    """What the event is to each of these people: a message names some of them and is only followed by others."""
    kind = kind_of(event.verb).name
    if event.verb not in SAID:
        return dict.fromkeys(people, kind)
    named = set(Mention.objects.filter(line=event.subject_id, person__in=people).values_list("person", flat=True))
    return {pk: MENTION if pk in named else TALK for pk in people}


def ways_for(kinds: dict[int, str]) -> dict[int, str]:
    """How each of these people (by id) wants to be told of what it is to them. One query."""
    wishes = NoticeWish.objects.filter(person__in=kinds, kind__in=set(kinds.values()))
    wished = {(person, kind): how for person, kind, how in wishes.values_list("person", "kind", "how")}
    return {pk: wished.get((pk, kind), str(BY_NAME[kind].how)) for pk, kind in kinds.items()}
