"""What foresight puts on the pages of goals."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.foresight.cases import WITHOUT
from denyut.foresight.models import GRACE
from denyut.foresight.outlooks import outlooks_of
from denyut.foresight.records import known_early
from denyut.foresight.rows.navigator import navigator_row
from denyut.foresight.rows.track import track_row
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine import clock
from denyut.spine.widgets import widget


@widget("foresight.navigator", _("Navigator"), place="okr.key_result")
def draw_navigator(viewer: Person, options: dict[str, Any]) -> str:
    """Where a key result is going. Its owner sees it as of now, others as of a day ago: what slips is seen by its owner first."""
    kr = _loaded(options["key_result"])
    if not _has_numbers(kr):
        return ""
    is_own = viewer.pk == kr.owner_id
    moment = clock.now() if is_own else clock.now() - GRACE
    [outlook] = outlooks_of([kr], moment).values()
    row = navigator_row(outlook, get_language() or "en", is_of_yesterday=not is_own)
    return render_to_string("foresight/_navigator.html", {"nav": row})


@widget("foresight.early", _("How early it was known"), place="okr.cycle")
def draw_cycle(viewer: Person, options: dict[str, Any]) -> str:
    """How much was done in time in a cycle, and for a closed one how early each miss was known."""
    cycle, language = options["cycle"], get_language() or "en"
    track = track_row(language, cycle)
    known = known_early(cycle, viewer) if cycle.is_closed else []
    if not track.acts and not known:
        return ""
    return render_to_string("foresight/_cycle.html", {"track": track, "known": known})


def _has_numbers(kr: KeyResult) -> bool:
    day, objective = company_now().date(), kr.objective
    is_running = not objective.cycle.is_closed and kr.first_day <= day <= kr.last_day
    return is_running and kr.measure not in WITHOUT and kr.counts and not objective.is_planned


def _loaded(kr: KeyResult) -> KeyResult:
    loaded: KeyResult = KeyResult.objects.select_related("objective__cycle", "owner").get(pk=kr.pk)
    return loaded
