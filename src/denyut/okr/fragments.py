"""The pieces of goal pages that change while people look."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.translation import get_language

from denyut.okr.models import CheckIn, KeyResult, Visibility
from denyut.okr.news import news_of
from denyut.okr.rows import ObjectiveRow, head_rows, key_result_rows, objective_rows
from denyut.okr.votes import polls_of
from denyut.people.times import company_now
from denyut.spine.fragments import fragment


@fragment("okr.key_result", target="#kr-%d")
def draw_key_results(ids: Sequence[int]) -> dict[int, str]:
    """Key results as board rows."""
    rows = key_result_rows(ids, language=get_language() or "en", moment=company_now())
    return {pk: render_to_string("okr/_key_result.html", {"kr": row}) for pk, row in rows.items()}


@fragment("okr.open_key_result", target="#kr-%d")
def draw_open_key_results(ids: Sequence[int]) -> dict[int, str]:
    """Key results as board rows, for everybody. One of a private objective is gone."""
    open_ids = KeyResult.objects.filter(pk__in=ids, objective__visibility=Visibility.PUBLIC)
    return draw_key_results(list(open_ids.values_list("pk", flat=True)))


@fragment("okr.objective_head", target="#objective-%d-head")
def draw_objective_heads(ids: Sequence[int]) -> dict[int, str]:
    """Objectives' own lines, without their key results."""
    rows = head_rows(ids, language=get_language() or "en", moment=company_now())
    return {pk: _head(row) for pk, row in rows.items()}


@fragment("okr.open_objective_head", target="#objective-%d-head")
def draw_open_objective_heads(ids: Sequence[int]) -> dict[int, str]:
    """Objectives' own lines, for everybody. That of a private one is gone."""
    rows = head_rows(ids, language=get_language() or "en", moment=company_now())
    return {pk: _head(row) for pk, row in rows.items() if not row.is_private}


@fragment("okr.new_objective", how="append", target="#cycle-%d-new", element="objective-%d")
@fragment("okr.objective", target="#objective-%d")
def draw_open_objectives(ids: Sequence[int]) -> dict[int, str]:
    """Objectives with their key results, for everybody. One that is cancelled or private is gone."""
    return {pk: _drawn(row) for pk, row in _rows(ids).items() if not (row.is_cancelled or row.is_private)}


@fragment("okr.objective_itself", target="#objective-%d")
def draw_objectives(ids: Sequence[int]) -> dict[int, str]:
    """Objectives with their key results, for those who may listen to them. A cancelled one is gone."""
    return {pk: _drawn(row) for pk, row in _rows(ids).items() if not row.is_cancelled}


@fragment("okr.check_in_card", target="#check-in-%d")
def draw_check_in_cards(ids: Sequence[int]) -> dict[int, str]:
    """Check-ins as cards in rooms; one that was taken back says so. That of a private goal is gone."""
    told = news_of(ids, get_language() or "en")
    drawn = {news.id: render_to_string("okr/_check_in_card.html", {"news": news}) for news in told}
    there = set(CheckIn.objects.filter(pk__in=set(ids) - set(drawn)).values_list("pk", flat=True))
    gone = [pk for pk in ids if pk not in there and pk not in drawn]
    return {**drawn, **{pk: render_to_string("okr/_check_in_card.html") for pk in gone}}


@fragment("okr.votes", target="#votes-%d")
def draw_votes(ids: Sequence[int]) -> dict[int, str]:
    """How sure the owners of key results are, and what their colleagues' secret votes say together."""
    polls, said = polls_of(ids), dict(KeyResult.objects.filter(pk__in=ids).values_list("pk", "confidence"))
    return {
        pk: render_to_string("okr/_votes.html", {"id": pk, "confidence": said[pk], "poll": polls.get(pk)})
        for pk in said
    }


def _rows(ids: Sequence[int]) -> dict[int, ObjectiveRow]:
    return objective_rows(ids, language=get_language() or "en", moment=company_now())


def _head(row: ObjectiveRow) -> str:
    return render_to_string("okr/_objective_head.html", {"objective": row})


def _drawn(row: ObjectiveRow) -> str:
    return render_to_string("okr/_objective.html", {"objective": row})
