"""The SMART meter beside the forms of goals."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from denyut.drafting.actions import answer_finding
from denyut.drafting.meter import meter_of
from denyut.drafting.surroundings import Place, Written, place_of
from denyut.lib.numbers import NotANumber, parse_number
from denyut.okr.progress import Kind
from denyut.okr.relative import Relative, Unreachable, target_of
from denyut.people.requests import person_of
from denyut.spine.access import Invalid
from denyut.spine.events import Via

LETTERS_AT_MOST = 600


@login_required
@require_POST
def lint(request: HttpRequest) -> HttpResponse:
    """The meter for the goal that the address names and the fields that were sent. Changes nothing."""
    return _meter(request, _place(request))


@login_required
@require_POST
def answers(request: HttpRequest) -> HttpResponse:
    """Take the advice of a finding or set it aside; the meter as it stands then, with what is asked before. The form is not saved."""
    place, said = _place(request), request.POST
    # The form's own idempotency key stays for the form.
    answer = answer_finding.via(Via("web"))
    try:
        answer(
            person_of(request),
            subject_kind=said.get("subject_kind", ""),
            subject_id=_number(said.get("subject_id", "")),
            code=said.get("code", ""),
            fingerprint=said.get("fingerprint", ""),
            is_accepted=said.get("is_accepted") == "1",
            reason=said.get(f"because_{said.get('code', '')}", ""),
        )
    except Invalid as refusal:
        return _meter(request, place, refusal=refusal)
    return _meter(request, place)


def _meter(request: HttpRequest, place: Place, *, refusal: Invalid | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "meter": meter_of(person_of(request), place, _written(request.POST)),
        "address": request.GET.urlencode(),
        "refusal": refusal,
    }
    return render(request, "drafting/_smart.html", context)


def _place(request: HttpRequest) -> Place:
    asked = request.GET
    numbers = {name: _number(asked.get(name, "")) for name in ("key_result", "objective", "cycle")}
    sort = asked.get("goal", "key_result")
    if sort == "objective":
        return place_of(person_of(request), "objective", **numbers)
    if sort == "key_result":
        return place_of(person_of(request), "key_result", **numbers)
    raise Http404


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _written(said: QueryDict) -> Written:
    """What the form holds; what makes no sense yet counts as not written."""
    kind, baseline, target = said.get("kind", ""), _amount(said, "baseline"), _amount(said, "target")
    return Written(
        title=said.get("title", "")[:LETTERS_AT_MOST],
        kind=kind if kind in set(Kind) else Kind.METRIC.value,
        unit=said.get("unit", "") or said.get("currency", ""),
        baseline=baseline,
        target=_worked_out(said, baseline) if target is None else target,
        low=_amount(said, "low"),
        due_on=_day(said.get("due_on", "")),
        source=said.get("source", ""),
        hypothesis=said.get("hypothesis", "")[:LETTERS_AT_MOST],
        owner=_number(said.get("owner", "")) or None,
        department=_number(said.get("department", "")) or None,
        serves=bool(said.get("parent")),
    )


def _amount(said: QueryDict, name: str) -> Decimal | None:
    try:
        return parse_number(said.get(name, ""), get_language() or "en")
    except NotANumber:
        return None


def _worked_out(said: QueryDict, baseline: Decimal | None) -> Decimal | None:
    """The target that a change in percent means, when it says what changes by it."""
    change, means = _amount(said, "change"), said.get("means", "")
    if baseline is None or change is None or not means:
        return None
    try:
        return target_of(baseline, Relative(change, means))
    except (Unreachable, ValueError):
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
