"""Answers out of live data, with the asker's rights and in the asker's language."""

import re
from collections.abc import Sequence

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import get_language

from denyut.assistant.asked import Asked, Wanted
from denyut.assistant.goals import KEY_RESULT, OBJECTIVE
from denyut.okr.models import KeyResult, Objective
from denyut.okr.rows import KeyResultRow, ObjectiveRow, head_rows, key_result_rows
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.talk.references import named_in

LAGS = {"at_risk", "off_track", "behind", "overdue", "missed"}
LISTED = 8
LOOKED_AT = 120
WORD = re.compile(r"\w{3,}|[\u4e00-\u9fff]{2,}|[\u0e00-\u0e7f]{3,}")


def answer_to(asker: Person, question: Asked) -> str:
    """The answer as safe HTML, empty where the data has none."""
    if question.wanted is Wanted.LATE:
        return _late(asker, is_mine=question.is_mine)
    key_results, objectives = _about(asker, question.about)
    if not key_results and not objectives:
        return ""
    context = {"wanted": question.wanted.value, "key_results": key_results, "objectives": objectives}
    return render_to_string("assistant/_answer.html", context)


def _late(asker: Person, *, is_mine: bool) -> str:
    running = KeyResult.objects.visible_to(asker).alive().filter(objective__cycle__closed_at=None)
    own = asker.department
    if own is not None:
        running = running.filter(objective__department__in=own.descendants(include_self=True))
    elif is_mine:
        running = running.filter(owner=asker)
    numbers = list(running.order_by("-objective_id", "id").values_list("pk", flat=True)[:LOOKED_AT])
    rows = _key_results(numbers)
    late = [row for row in rows if row.status in LAGS or row.is_stale][:LISTED]
    return render_to_string("assistant/_answer.html", {"wanted": "late", "key_results": late, "objectives": []})


def _about(asker: Person, words: str) -> tuple[list[KeyResultRow], list[ObjectiveRow]]:
    """The goals that the words name, by label or else by the words of their titles; at most three of a kind."""
    named = list(named_in(words))
    if named:
        numbers = [one.number for one in named if one.kind == KEY_RESULT]
        seen = KeyResult.objects.visible_to(asker).filter(pk__in=numbers).values_list("pk", flat=True)
        above = [one.number for one in named if one.kind == OBJECTIVE]
        heads = Objective.objects.visible_to(asker).filter(pk__in=above).values_list("pk", flat=True)
        return _key_results(list(seen)), _objectives(list(heads))
    said = [word for word in WORD.findall(words) if not word.isdecimal()]
    found = _titled(KeyResult.objects.visible_to(asker).alive().filter(objective__cycle__closed_at=None), said)
    if found:
        return _key_results(found), []
    return [], _objectives(_titled(Objective.objects.visible_to(asker).alive().filter(cycle__closed_at=None), said))


def _titled(goals: "object", said: Sequence[str]) -> list[int]:
    """The goals whose titles hold the most of these words, if they hold at least half of them."""
    if not said:
        return []
    any_word = Q()
    for word in said[:8]:
        any_word |= Q(title__icontains=word)
    counted: dict[int, int] = {}
    for pk, title in goals.filter(any_word).values_list("pk", "title")[:200]:  # type: ignore[attr-defined]
        counted[pk] = sum(word in title.lower() for word in said)
    best = max(counted.values(), default=0)
    return [pk for pk, count in counted.items() if count == best][:3] if best * 2 >= len(said) else []


def _key_results(ids: Sequence[int]) -> list[KeyResultRow]:
    rows = key_result_rows(ids, language=get_language() or "en", moment=company_now())
    return [rows[pk] for pk in ids if pk in rows]


def _objectives(ids: Sequence[int]) -> list[ObjectiveRow]:
    rows = head_rows(ids, language=get_language() or "en", moment=company_now())
    return [rows[pk] for pk in ids if pk in rows]
