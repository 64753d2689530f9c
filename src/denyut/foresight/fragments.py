"""The lists of warnings that change while people look."""

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import get_language

from denyut.foresight.models import EarlyWarning, led_by
from denyut.foresight.rows.warnings import warning_rows
from denyut.foresight.verbs import BOARD, LED, OWN, WHOLE
from denyut.people.models import Department, Person
from denyut.spine.fragments import fragment

SHOWN, FIRST, EVERY = 40, 8, 500
COMPANY = 0


@fragment(OWN, target="#warnings-own-%d")
def draw_own(ids: Sequence[int]) -> dict[int, str]:
    """The warnings about people's own key results, for themselves: those that nobody else sees yet too."""
    mine = EarlyWarning.objects.standing().filter(key_result__owner__in=ids, key_result__owner__is_active=True)
    by_owner: dict[int, list[EarlyWarning]] = {pk: [] for pk in ids}
    for one in mine.with_goals():
        by_owner[one.key_result.owner_id].append(one)
    return {pk: _drawn(f"warnings-own-{pk}", some, may_act=True, is_own=True) for pk, some in by_owner.items()}


@fragment(LED, target="#warnings-led-%d")
def draw_led(ids: Sequence[int]) -> dict[int, str]:
    """The opened warnings about what people lead, for themselves."""
    return {
        person.pk: _drawn(
            f"warnings-led-{person.pk}",
            EarlyWarning.objects.visible_to(person).standing().filter(led_by(person)).with_goals(),
            may_act=not person.is_auditor,
        )
        for person in Person.objects.filter(pk__in=ids, is_active=True)
    }


@fragment(BOARD, target="#warnings-of-%d")
def draw_boards(ids: Sequence[int]) -> dict[int, str]:
    """The opened warnings about open goals of departments, with all inside them; 0 is the company."""
    return {pk: _drawn(f"warnings-of-{pk}", _of_department(pk), first=FIRST, department=pk) for pk in ids}


@fragment(WHOLE, target="#warnings-all-%d")
def draw_whole_boards(ids: Sequence[int]) -> dict[int, str]:
    """The same boards at their full length, for those few who have asked for all."""
    return {pk: _drawn(f"warnings-all-{pk}", _of_department(pk), first=EVERY, department=pk) for pk in ids}


def _of_department(pk: int) -> Iterable[EarlyWarning]:
    found = EarlyWarning.objects.open_to_all().standing().with_goals()
    if pk == COMPANY:
        return found
    inside = list(Department.objects.descendants(pk, include_self=True).values_list("pk", flat=True))
    by_owner = Q(key_result__objective__department=None, key_result__owner__department__in=inside)
    return found.filter(Q(key_result__objective__department__in=inside) | by_owner)


def _drawn(
    element: str,
    warnings: Iterable[EarlyWarning],
    *,
    may_act: bool = False,
    is_own: bool = False,
    first: int = SHOWN,
    department: int = COMPANY,
) -> str:
    found = list(warnings)
    rows = warning_rows(found[:first], get_language() or "en")
    more = len(found) if first < len(found) and first == FIRST else 0
    context = {"element": element, "warnings": rows, "may_act": may_act, "is_own": is_own}
    return render_to_string("foresight/_warnings.html", {**context, "more": more, "department": department})
