"""Who is asked for which check-in now, and how each stands: to come, due, late, done, or fed by data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Q

from denyut.okr.models import KeyResult, State
from denyut.okr.models.key_results import KeyResultQuerySet
from denyut.people.models import Person
from denyut.people.times import zone_of
from denyut.rhythm.lateness import GRACE, NEW_DAYS, Slot, is_spared
from denyut.rhythm.stand_ins import stand_ins
from denyut.rhythm.timetable import Timetable, timetable_of

SOON = timedelta(days=7)
HELP_AFTER = timedelta(hours=72)


class Stands(StrEnum):
    """How a key result's check-in stands now."""

    DONE = "done"
    LATER = "later"
    SOON = "soon"
    DUE = "due"
    LATE = "late"
    FED = "fed"


@dataclass(frozen=True, slots=True)
class Asked:
    """A key result and the due moment it is asked for, with the one after it.

    `stands_in` says that its owner is away, and that somebody else (`person`, None where nobody is there) is asked instead.
    """

    kr: KeyResult
    slot: Slot
    stands: Stands
    person: Person | None
    stands_in: bool
    following: Slot | None = None

    @property
    def is_wanted(self) -> bool:
        """Whether a check-in is wanted now or in the coming days."""
        return self.stands in (Stands.SOON, Stands.DUE, Stands.LATE)


def running() -> KeyResultQuerySet:
    """The key results that are asked at all: active ones, of active objectives, in cycles that run; with all that a timetable needs."""
    active = KeyResult.objects.filter(state=State.ACTIVE, objective__state=State.ACTIVE)
    return active.filter(objective__cycle__closed_at=None).select_related("objective__cycle", "owner__site", "delegate")


def asked_of(person: Person, now: datetime) -> list[Asked]:
    """What a person is asked for, the most urgent first: their own, those of whom they stand in for, and late ones they help with.

    Nine queries at most.
    """
    away = Q(owner__absences__removed_at=None, owner__absences__stand_in=person)
    mine = running().filter(Q(owner=person) | Q(delegate=person) | away).distinct()
    found = [one for one in asked_about(list(mine), now) if _is_for(one, person, now)]
    return sorted(found, key=lambda one: (one.slot.at, one.kr.pk))


def asked_about(key_results: Sequence[KeyResult], now: datetime) -> list[Asked]:
    """How the check-in of each of these (`running`) key results stands, and who is asked. Six queries, whatever their number."""
    table, instead = timetable_of(key_results), stand_ins(key_results, now)
    found = []
    for kr in key_results:
        at = current(kr, table, now, is_covered=instead.get(kr.pk) is not None)
        if at is not None:
            person = instead.get(kr.pk, kr.owner)
            after = next((slot for slot in table.slots(kr) if slot.at > at[0].at), None)
            found.append(Asked(kr, *at, person, kr.pk in instead, after))
    return found


def current(kr: KeyResult, table: Timetable, now: datetime, *, is_covered: bool = False) -> tuple[Slot, Stands] | None:
    """The due moment a key result is asked for now and how it stands; None where nothing is asked before its end.

    What was due while its owner is away is asked of whoever stands in (`is_covered`), and of nobody where no one does.
    """
    slots = table.slots(kr)
    place = next((number for number, slot in enumerate(slots) if slot.at > now), len(slots))
    last = slots[place - 1] if place else None
    # A key result that is not three days old is not asked yet.
    following = next((slot for slot in slots[place:] if slot.at >= kr.made_at + NEW_DAYS), None)
    newest = kr.checked_in_at
    if table.is_fed(kr, newest, now):
        return (following, Stands.FED) if following else None
    if (
        last is not None
        and not _is_answered(newest, last)
        and not _is_exempt(kr, last, table, is_covered=is_covered)
        and now <= last.following
    ):
        return last, Stands.DUE if now <= last.at + GRACE else Stands.LATE
    return (following, _ahead(kr, following, newest, now)) if following else None


def _ahead(kr: KeyResult, slot: Slot, newest: datetime | None, now: datetime) -> Stands:
    if _is_answered(newest, slot):
        return Stands.DONE
    zone = zone_of(kr.owner)
    # What is due today is due now, whatever its hour.
    if slot.day <= now.astimezone(zone).date():
        return Stands.DUE
    return Stands.SOON if slot.at - now <= SOON else Stands.LATER


def _is_answered(newest: datetime | None, slot: Slot) -> bool:
    return newest is not None and newest > slot.before


def _is_exempt(kr: KeyResult, slot: Slot, table: Timetable, *, is_covered: bool) -> bool:
    return is_spared(slot, kr.made_at, lambda day: not is_covered and table.is_away(kr.owner_id, day))


def _is_for(one: Asked, person: Person, now: datetime) -> bool:
    if one.person is not None and one.person.pk == person.pk:
        return True
    is_helping = one.kr.delegate_id == person.pk and one.stands is Stands.LATE
    return is_helping and now >= one.slot.at + HELP_AFTER
