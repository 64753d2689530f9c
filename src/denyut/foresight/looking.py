"""Looking at key results: forecasts kept, warnings raised and closed. What the day's job does with all, a check-in with one."""

import logging
from collections.abc import Mapping
from datetime import datetime

from django.db import Error

from denyut.foresight.actions import close_warning, keep_forecasts, raise_warning
from denyut.foresight.cases import running
from denyut.foresight.models import EarlyWarning
from denyut.foresight.outlooks import Outlook, outlooks_of
from denyut.foresight.watching import Finding, findings_of
from denyut.people.times import company_now
from denyut.spine import clock
from denyut.spine.access import Refused

log = logging.getLogger(__name__)


def look_at_all() -> int:
    """Forecast every key result that runs, raise what there is to warn of, close what is over. Returns how many are forecast."""
    day = company_now().date()
    outlooks = outlooks_of(running(day), clock.now())
    _close_what_no_longer_runs(outlooks)
    return _act(outlooks, clock.now(), is_whole=True)


def look_at(key_result: int) -> int:
    """The same for one key result, by its id, after its numbers were told. What its owner has to do besides is left to the day's look."""
    found = running(company_now().date(), only=key_result)
    return _act(outlooks_of(found, clock.now()), clock.now(), is_whole=False)


def _act(outlooks: Mapping[int, Outlook], moment: datetime, *, is_whole: bool) -> int:
    kept = keep_forecasts(outlooks.values(), company_now().date(), moment)
    for finding in list(findings_of(outlooks, moment, is_whole=is_whole)):
        try:
            _settle(finding)
        except (Refused, Error):
            log.exception("A warning about %s was left as it was", finding.kr.label)
    return kept


def _settle(finding: Finding) -> None:
    if finding.is_there and finding.stands is None:
        raise_warning(
            None, finding.kr, kind=finding.cause.value, facts=finding.facts, standing=finding.outlook.standing
        )
    elif finding.stands is not None and not finding.is_there:
        finding.stands.key_result = finding.kr
        close_warning(None, finding.stands)


def _close_what_no_longer_runs(outlooks: Mapping[int, Outlook]) -> None:
    """Nobody is warned of a goal that was put off, or whose days are over."""
    for warning in EarlyWarning.objects.standing().with_goals().exclude(key_result__in=outlooks):
        if not warning.key_result.objective.cycle.is_closed:
            close_warning(None, warning)
