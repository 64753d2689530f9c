"""The pieces of blockers and decisions that change while people look."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.translation import get_language

from denyut.matters import boards
from denyut.matters.models import Blocker, Decision
from denyut.matters.models.decisions import DecisionQuerySet
from denyut.matters.rows import BlockerRow, DecisionRow, blocker_rows, decision_rows
from denyut.matters.verbs import BOARD, DECISION, DECISIONS, OF_PERSON, OWN_BOARD, OWN_DECISIONS, SECTION
from denyut.spine.fragments import fragment

CHIPS = {"blocker": "matters.blocker_chip", "decision": "matters.decision_chip"}
CARDS = {"blocker": "matters.blocker_card", "decision": "matters.decision_card"}
SHOWN = 6


@fragment(BOARD, target="#blockers-%d")
def draw_boards(ids: Sequence[int]) -> dict[int, str]:
    """The open blockers of departments; 0 is the company."""
    return {pk: _board(f"blockers-{pk}", boards.department_board(pk), is_whole=pk == boards.COMPANY) for pk in ids}


@fragment(OF_PERSON, target="#blockers-of-%d")
def draw_of_people(ids: Sequence[int]) -> dict[int, str]:
    """The open blockers of people, for colleagues."""
    return {pk: _board(f"blockers-of-{pk}", boards.person_board(pk)) for pk in ids}


@fragment(OWN_BOARD, target="#own-blockers-%d")
def draw_own_boards(ids: Sequence[int]) -> dict[int, str]:
    """The blockers of people, for themselves: those of private goals too."""
    return {
        pk: _board(f"own-blockers-{pk}", boards.person_board(pk, is_own=True), is_own=True, is_told_when_empty=True)
        for pk in ids
    }


@fragment(DECISIONS, target="#decisions-%d")
def draw_questions(ids: Sequence[int]) -> dict[int, str]:
    """The decisions that everybody may see."""
    asked = boards.company_questions(get_language() or "en")
    return {pk: _questions(f"decisions-{pk}", asked) for pk in ids}


@fragment(OWN_DECISIONS, target="#own-decisions-%d")
def draw_own_questions(ids: Sequence[int]) -> dict[int, str]:
    """What people have to decide themselves, and what they asked for."""
    language = get_language() or "en"
    return {pk: _questions(f"own-decisions-{pk}", boards.own_questions(pk, language), is_own=True) for pk in ids}


@fragment(SECTION, target="#kr-%d-matters")
def draw_of_key_results(ids: Sequence[int]) -> dict[int, str]:
    """What stands in the way of key results, and what is decided for them. Their pages are seen by whoever sees the goal."""
    language = get_language() or "en"
    found = list(Blocker.objects.filter(key_result__in=ids).with_people().order_by("-closed_at", "standing_since"))
    blockers: dict[int, list[BlockerRow]] = {pk: [] for pk in ids}
    for row in blocker_rows(found):
        blockers[row.key_result].append(row)
    decisions: dict[int, list[DecisionRow]] = {pk: [] for pk in ids}
    asked = list(Decision.objects.filter(key_results__in=ids, withdrawn_at=None).with_people().distinct())
    for one, about in zip(asked, decision_rows(asked, language), strict=True):
        for kr in one.key_results.all():
            if kr.pk in decisions:
                decisions[kr.pk].append(about)
    return {pk: render_to_string("matters/_section.html", _section(pk, blockers[pk], decisions[pk])) for pk in ids}


@fragment(DECISION, target="#decision-%d")
def draw_decisions(ids: Sequence[int]) -> dict[int, str]:
    """Decisions on their own pages, for those who may listen to them."""
    return _drawn_decisions(Decision.objects.all(), ids, "matters/_decision.html")


@fragment(CHIPS["decision"], target="#decision-chip-%d")
def draw_decision_chips(ids: Sequence[int]) -> dict[int, str]:
    """Decisions inside a sentence, where everybody may see them."""
    return _drawn_decisions(Decision.objects.open_to_all(), ids, "matters/_decision_chip.html")


@fragment(CARDS["decision"], target="#decision-card-%d")
def draw_decision_cards(ids: Sequence[int]) -> dict[int, str]:
    """Decisions as cards, where everybody may see them."""
    return _drawn_decisions(Decision.objects.open_to_all(), ids, "matters/_decision_card.html")


@fragment("matters.decision_card_at_home", target="#decision-card-%d")
def draw_decision_cards_at_home(ids: Sequence[int]) -> dict[int, str]:
    """Decisions as cards in the rooms where they were asked for, closed ones too; none about a private goal."""
    return _drawn_decisions(Decision.objects.about_open_goals(), ids, "matters/_decision_card.html")


@fragment(CHIPS["blocker"], target="#blocker-chip-%d")
def draw_blocker_chips(ids: Sequence[int]) -> dict[int, str]:
    """Blockers of open goals inside a sentence."""
    return _drawn_blockers(ids, "matters/_blocker_chip.html")


@fragment(CARDS["blocker"], target="#blocker-card-%d")
def draw_blocker_cards(ids: Sequence[int]) -> dict[int, str]:
    """Blockers of open goals as cards."""
    return _drawn_blockers(ids, "matters/_blocker_card.html")


def _board(element: str, board: boards.Board, **how: bool) -> str:
    return render_to_string("matters/_board.html", {"element": element, "board": board, **how})


def _questions(element: str, asked: boards.Questions, *, is_own: bool = False) -> str:
    return render_to_string("matters/_questions.html", {"element": element, "asked": asked, "is_own": is_own})


def _section(key_result: int, blockers: list[BlockerRow], decisions: list[DecisionRow]) -> dict[str, object]:
    return {
        "id": key_result,
        "standing": [row for row in blockers if row.is_standing],
        "cleared": [row for row in blockers if not row.is_standing][:SHOWN],
        "decisions": sorted(decisions, key=lambda row: not row.is_pending)[:SHOWN],
    }


def _drawn_decisions(found: DecisionQuerySet, ids: Sequence[int], template: str) -> dict[int, str]:
    decisions = list(found.with_people().filter(pk__in=ids))
    rows = decision_rows(decisions, get_language() or "en")
    return {row.id: render_to_string(template, {"decision": row}) for row in rows}


def _drawn_blockers(ids: Sequence[int], template: str) -> dict[int, str]:
    rows = blocker_rows(list(Blocker.objects.open_to_all().with_people().filter(pk__in=ids)))
    return {row.id: render_to_string(template, {"blocker": row}) for row in rows}
