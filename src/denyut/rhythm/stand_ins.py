"""Who checks in while an owner is away: the delegate, else whoever stands in for them."""

from collections.abc import Sequence
from datetime import date, datetime

from denyut.okr.models import KeyResult
from denyut.people.models import Absence, Person
from denyut.people.times import zone_of


def stand_ins(key_results: Sequence[KeyResult], now: datetime) -> dict[int, Person | None]:
    """Who is asked instead of the owners who are away today, by key result; None where nobody is there to be asked.

    Those whose owner is there are left out. Two queries; owners with their sites must be loaded.
    """
    today = {kr.pk: now.astimezone(zone_of(kr.owner)).date() for kr in key_results}
    if not today:
        return {}
    absences = Absence.objects.touching(min(today.values()), max(today.values()))
    away = {absence.person_id: absence for absence in absences}
    found = {}
    for kr in key_results:
        absence = away.get(kr.owner_id)
        if absence is not None and absence.covers(today[kr.pk]):
            wanted = [kr.delegate_id, absence.stand_in_id if kr.objective.is_open else None]
            found[kr.pk] = next((pk for pk in wanted if pk is not None and not _is_away(pk, away, today[kr.pk])), None)
    people = Person.objects.colleagues().select_related("site").in_bulk([pk for pk in found.values() if pk])
    return {kr: people.get(pk or 0) for kr, pk in found.items()}


def _is_away(person: int, away: dict[int, Absence], day: date) -> bool:
    absence = away.get(person)
    return absence is not None and absence.covers(day)
