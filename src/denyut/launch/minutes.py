"""The minutes of a workshop: what was meant, what had the most votes, which goals came of it, and who agreed."""

from collections.abc import Iterator

from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from denyut.launch.agreements import Outcome, outcome_of
from denyut.launch.models import Group, Position, Workshop
from denyut.lib.units import format_value
from denyut.okr.models import KeyResult, State

GROUPS_AT_MOST = 10


def minutes_of(workshop: Workshop) -> str:
    """The minutes as text, in the language of whoever ends the workshop. Four queries. Goals that are not open are left out."""
    return "\n".join(_parts(workshop))


def _parts(workshop: Workshop) -> Iterator[str]:
    yield _("Minutes of “%(title)s”") % {"title": workshop.title}
    yield _("Led by %(facilitator)s.") % {"facilitator": workshop.facilitator.name}
    if workshop.vision:
        yield _("Vision: %(vision)s") % {"vision": workshop.vision}
    for group in _groups(workshop):
        yield _("• %(group)s (votes: %(votes)s)") % {"group": group.title, "votes": group.dots}  # type: ignore[attr-defined]  # counted
    said = _said(workshop)
    for kr in _key_results(workshop):
        yield _line(kr, said.get(kr.pk, []))


def _groups(workshop: Workshop) -> list[Group]:
    found = workshop.groups.filter(removed_at=None).annotate(dots=Count("votes"))
    return list(found.order_by("-dots", "id")[:GROUPS_AT_MOST])


def _key_results(workshop: Workshop) -> list[KeyResult]:
    goals = workshop.groups.filter(removed_at=None).values("objective")
    found = KeyResult.objects.filter(objective__in=goals, objective__visibility="public").exclude(state=State.CANCELLED)
    return list(found.select_related("owner", "objective").order_by("objective", "position"))


def _said(workshop: Workshop) -> dict[int, list[Position]]:
    found: dict[int, list[Position]] = {}
    for one in workshop.positions.select_related("department"):
        found.setdefault(one.key_result_id, []).append(one)
    return found


def _line(kr: KeyResult, said: list[Position]) -> str:
    language = get_language() or "en"
    words = {
        "objective": kr.objective.title,
        "label": kr.label,
        "title": kr.title,
        "baseline": format_value(kr.baseline.normalize(), kr.unit, language),
        "target": format_value(kr.target.normalize(), kr.unit, language),
        "owner": kr.owner.name,
        "departments": ", ".join(one.department.name for one in said),
    }
    outcome = outcome_of(one.stance for one in said)
    if outcome is Outcome.UNNAMED:
        return _("%(objective)s – %(label)s %(title)s: %(baseline)s → %(target)s, %(owner)s.") % words
    if outcome is Outcome.AGREED:
        return (
            _("%(objective)s – %(label)s %(title)s: %(baseline)s → %(target)s, %(owner)s. Agreed by %(departments)s.")
            % words
        )
    return _(
        "%(objective)s – %(label)s %(title)s: %(baseline)s → %(target)s, %(owner)s. Not yet agreed by %(departments)s."
    ) % {
        **words,
        "departments": ", ".join(one.department.name for one in said if one.stance != "agrees"),
    }
