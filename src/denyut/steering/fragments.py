"""The pieces of steering that change while people look."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.translation import get_language

from denyut.spine.fragments import fragment
from denyut.steering.models import ChangeCard
from denyut.steering.reading import change_rows_of, guardrails_of, own_questions
from denyut.steering.rows import CardRow, card_rows
from denyut.steering.verbs import CARD, GUARD, HEAD, OWN


@fragment(HEAD, target="#change-%d")
def draw_heads(ids: Sequence[int]) -> dict[int, str]:
    """Changes of plan with how far their answers are. No goal that is private is named."""
    return {row.id: render_to_string("steering/_change.html", {"change": row}) for row in change_rows_of(ids)}


@fragment(OWN, target="#own-cards-%d")
def draw_own(ids: Sequence[int]) -> dict[int, str]:
    """What waits for the answers of people, for themselves."""
    language = get_language() or "en"
    return {pk: render_to_string("steering/_own.html", {"id": pk, "own": own_questions(pk, language)}) for pk in ids}


@fragment(CARD, target="#kr-%d-change")
def draw_of_key_results(ids: Sequence[int]) -> dict[int, str]:
    """The cards that wait on the pages of key results; where none does, the place for one."""
    waiting = ChangeCard.objects.waiting().filter(key_result__in=ids).with_people()
    rows: dict[int, list[CardRow]] = {pk: [] for pk in ids}
    cards = list(waiting)
    for card, row in zip(cards, card_rows(cards), strict=True):
        rows[card.key_result_id or 0].append(row)
    return {
        pk: render_to_string("steering/_of_key_result.html", {"id": pk, "cards": some}) for pk, some in rows.items()
    }


@fragment(GUARD, target="#guardrail-%d")
def draw_guardrails(ids: Sequence[int]) -> dict[int, str]:
    """Guardrails of open goals."""
    rows = guardrails_of(ids, get_language() or "en")
    return {row.id: render_to_string("steering/_guardrail.html", {"rail": row}) for row in rows}
