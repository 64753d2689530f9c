"""Key results that were saved, told from what was kept: the warning, what somebody did about it, and what came of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from denyut.foresight.models import EarlyWarning, Forecast, Intervention
from denyut.foresight.rows.warnings import Done, done_row
from denyut.lib.numbers import format_number, format_percent
from denyut.okr.labels import STATUS_LABELS
from denyut.okr.models import Cycle
from denyut.okr.status import Status
from denyut.people.faces import Face, face_of
from denyut.people.models import Person

SHOWN = 2


@dataclass(frozen=True, slots=True)
class Story:
    """One key result that a warning helped to save, in the order of what happened. `end` says where it stands, or how it ended."""

    warning: int
    key_result: int
    label: str
    title: str
    owner: Face
    raised_at: datetime
    kind_label: str | Promise
    warned: str
    done: Done
    end: str
    end_at: datetime | None


def stories(viewer: Person, language: str, *, cycle: Cycle | None = None) -> list[Story]:
    """What was saved here and the viewer may know of, targets that were reached first, then the newest. Three queries at most.

    Told are acts that came before the last day, of which it was measured that they helped, where the cause of the warning is gone.
    """
    ended_well = Q(warning__outcome=EarlyWarning.Outcome.REACHED) | Q(warning__outcome="")
    found = Intervention.objects.visible_to(viewer).filter(ended_well, helped=True, warning__closed_at__isnull=False)
    if cycle is not None:
        found = found.filter(warning__key_result__objective__cycle=cycle)
    acts = list(
        found.exclude(kind=Intervention.InterventionKind.ACCEPT)
        .select_related("by", "warning__key_result__owner", "warning__key_result__objective")
        .order_by("-warning__outcome", "-at")[: SHOWN * 4]
    )
    first = list({act.warning.key_result_id: act for act in reversed(acts)}.values())[::-1][:SHOWN]
    now = _chances({act.warning.key_result_id for act in first if not act.warning.outcome})
    return [_story(act, now.get(act.warning.key_result_id), language) for act in first]


def _chances(key_results: set[int]) -> dict[int, float]:
    if not key_results:
        return {}
    newest = Forecast.objects.filter(key_result__in=key_results).order_by("day")
    return dict(newest.values_list("key_result", "probability"))


def _story(act: Intervention, chance: float | None, language: str) -> Story:
    warning, kr = act.warning, act.warning.key_result
    return Story(
        warning=warning.pk,
        key_result=kr.pk,
        label=kr.label,
        title=kr.title,
        owner=face_of(kr.owner),
        raised_at=warning.raised_at,
        kind_label=EarlyWarning.WarningKind(warning.kind).label,
        warned=_warned(warning, language),
        done=done_row(act, language),
        end=_end(warning, chance, language),
        end_at=warning.closed_at,
    )


def _warned(warning: EarlyWarning, language: str) -> str:
    chance, days = warning.facts.get("probability"), (warning.key_result.last_day - warning.raised_at.date()).days
    shown = {"days": format_number(days, language), "status": STATUS_LABELS[Status(warning.status_then)]}
    if chance is None:
        return (
            ngettext(
                "%(days)s day before the end. Its status was: %(status)s.",
                "%(days)s days before the end. Its status was: %(status)s.",
                days,
            )
            % shown
        )
    return ngettext(
        "%(days)s day before the end the chance of reaching it was %(chance)s. Its status was: %(status)s.",
        "%(days)s days before the end the chance of reaching it was %(chance)s. Its status was: %(status)s.",
        days,
    ) % {**shown, "chance": format_percent(chance, language)}


def _end(warning: EarlyWarning, chance: float | None, language: str) -> str:
    if warning.outcome == EarlyWarning.Outcome.REACHED:
        return _("The target was reached.")
    if chance is None:
        return _("The cause of the warning is gone.")
    return _("The cause of the warning is gone; the chance is %(chance)s now.") % {
        "chance": format_percent(chance, language)
    }
