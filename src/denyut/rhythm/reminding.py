"""Whom to remind of what now: questions to what is due, what was sent, and who is awake."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.people.quiet import waking_times
from denyut.rhythm.asking import HELP_AFTER, Asked, asked_about, running
from denyut.rhythm.lateness import Slot
from denyut.rhythm.models import Prompt, Stage

DAY = timedelta(hours=24)
HELP_UNTIL = timedelta(days=5)
REMEMBERED = timedelta(days=100)
IGNORED_AT_MOST = 2


@dataclass(frozen=True, slots=True)
class Reminder:
    """One notice for one person: of all these key results, each with its due day."""

    person: Person
    stage: Stage
    due: list[tuple[KeyResult, date]]


@dataclass(frozen=True, slots=True)
class Round:
    """What one look at the clock finds: the reminders to send, and those (ids) that were let pass."""

    reminders: list[Reminder]
    ignored: list[int]


def stage_of(due_at: datetime, now: datetime) -> Stage | None:
    """Which reminder of a due moment has its time: a day ahead, at it, a day after, three days after; None before and beyond."""
    edges = [
        (due_at - DAY, Stage.AHEAD),
        (due_at, Stage.DUE),
        (due_at + DAY, Stage.AFTER),
        (due_at + HELP_AFTER, Stage.HELPER),
    ]
    begun = [stage for at, stage in edges if at <= now]
    return begun[-1] if begun and now < due_at + HELP_UNTIL else None


def round_of(now: datetime) -> Round:
    """The reminders of this moment. Ten queries, however many goals there are."""
    asked = [one for one in asked_about(list(running()), now) if one.is_wanted]
    prompts = list(Prompt.objects.filter(key_result__in=[one.kr.pk for one in asked], sent_at__gte=now - REMEMBERED))
    of_goal: defaultdict[int, list[Prompt]] = defaultdict(list)
    for prompt in sorted(prompts, key=lambda prompt: prompt.sent_at):
        of_goal[prompt.key_result_id or 0].append(prompt)
    gone = {pk for one in asked for pk in _let_pass(one.slot, of_goal[one.kr.pk])}
    wanted = [(one, *call) for one in asked if (call := _call(one, of_goal[one.kr.pk], gone, now)) is not None]
    return Round(_together(wanted, now), sorted(gone))


def _let_pass(slot: Slot, prompts: Iterable[Prompt]) -> list[int]:
    """The reminders of earlier due days that no check-in answered."""
    return [
        prompt.pk
        for prompt in prompts
        if prompt.due_on < slot.day
        and prompt.answered_at is None
        and not prompt.was_ignored
        and prompt.stage != Stage.CADENCE
    ]


def _call(one: Asked, prompts: Sequence[Prompt], gone: set[int], now: datetime) -> tuple[Person, Stage, date] | None:
    """Who is called about a key result, at which stage and of which due day; None where nobody is, or they were already."""
    slot, person = _slot_of(one, now), one.person
    stage = stage_of(slot.at, now)
    if stage is Stage.HELPER:
        person = _helper(one)
    if stage is None or person is None or not person.is_active or person.is_bot:
        return None
    own = [prompt for prompt in prompts if prompt.person_id == person.pk]
    if stage is not Stage.HELPER and _has_given_up(own, gone):
        stage = Stage.CADENCE
    is_told = any(prompt.stage == stage and _covers(prompt, slot, stage) for prompt in own)
    return None if is_told else (person, stage, slot.day)


def _slot_of(one: Asked, now: datetime) -> Slot:
    """The due moment to remind of: one that passed long ago is left to the weekly review, and the next one comes."""
    is_over = now >= one.slot.at + HELP_UNTIL
    return one.following if is_over and one.following else one.slot


def _covers(prompt: Prompt, slot: Slot, stage: Stage) -> bool:
    """Whether a reminder was this one. The question about the cadence stands until it is answered."""
    return prompt.answered_at is None if stage is Stage.CADENCE else prompt.due_on == slot.day


def _helper(one: Asked) -> Person | None:
    """Whom the owner chose to help; while the owner is away, whoever stands in was asked from the beginning."""
    return None if one.stands_in else one.kr.delegate


def _has_given_up(prompts: Sequence[Prompt], gone: set[int]) -> bool:
    """Whether two due days in a row went by with nothing but reminders, since the last answer."""
    ignored: set[date] = set()
    for prompt in prompts:
        if prompt.answered_at is not None:
            ignored = set()
        elif prompt.was_ignored or prompt.pk in gone:
            ignored.add(prompt.due_on)
    return len(ignored) >= IGNORED_AT_MOST


def _together(wanted: Sequence[tuple[Asked, Person, Stage, date]], now: datetime) -> list[Reminder]:
    """One reminder for each person and stage, for those who are awake and at work."""
    heaps: defaultdict[tuple[int, Stage], list[tuple[KeyResult, date]]] = defaultdict(list)
    people: dict[int, Person] = {}
    for one, person, stage, day in wanted:
        heaps[person.pk, stage].append((one.kr, day))
        people[person.pk] = person
    if not people:
        return []
    called = list(Person.objects.colleagues().filter(pk__in=people).select_related("site"))
    awake = {pk for pk, at in waking_times(called, lambda person: now).items() if at <= now}
    return [Reminder(people[pk], stage, due) for (pk, stage), due in heaps.items() if pk in awake]
