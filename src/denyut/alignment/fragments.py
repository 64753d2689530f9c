"""The pieces of alignment that change while people look: the links on goals' pages, and cards in rooms."""

from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import get_language

from denyut.alignment.models import Ask, Influence
from denyut.alignment.rows.edges import Ties, around, edge_rows, family, is_shown_to_all, ties_of
from denyut.metrics.rows import tile_of
from denyut.okr.ends import is_open, with_ends
from denyut.okr.lines import Node
from denyut.okr.models import Edge, KeyResult, Objective, Visibility
from denyut.okr.rows import key_result_rows
from denyut.okr.verbs import moved_objectives
from denyut.people.times import company_now
from denyut.spine.fragments import fragment
from denyut.spine.models import Event
from denyut.spine.verbs import Touch, touching

IMPORTED = "import"


@fragment("alignment.objective_ties", target="#ties-objective-%d")
def draw_objective_ties(ids: Sequence[int]) -> dict[int, str]:
    """The links of objectives with goals that everybody may see."""
    return {pk: draw_ties(("objective", pk), open_ties(("objective", pk))) for pk in ids}


@fragment("alignment.key_result_ties", target="#ties-key_result-%d")
def draw_key_result_ties(ids: Sequence[int]) -> dict[int, str]:
    """The links of key results with goals that everybody may see."""
    return {pk: draw_ties(("key_result", pk), open_ties(("key_result", pk))) for pk in ids}


@fragment("alignment.edge_card", target="#pact-%d")
def draw_edge_cards(ids: Sequence[int]) -> dict[int, str]:
    """Links as cards in a room, with buttons for those who are asked. That of a private goal is gone."""
    edges = [edge for edge in with_ends(Edge.objects.filter(pk__in=ids)) if is_open(edge)]
    rows = edge_rows(edges, get_language() or "en", company_now())
    return {pk: render_to_string("alignment/_pact.html", {"edge": row}) for pk, row in rows.items()}


@fragment("alignment.ask_card", target="#ask-%d")
def draw_ask_cards(ids: Sequence[int]) -> dict[int, str]:
    """Asks as cards in a department's room. That of a private goal is gone; an answer that is private stays unnamed."""
    asks = (
        Ask.objects.filter(pk__in=ids, objective__visibility=Visibility.PUBLIC).with_people().select_related("answer")
    )
    return {ask.pk: render_to_string("alignment/_ask_card.html", {"ask": ask}) for ask in asks}


def open_ties(goal: Node) -> Ties:
    """A goal's links with goals that everybody may see."""
    edges = [edge for edge in around(goal) if is_shown_to_all(edge, goal)]
    kin = [one for one in family(goal[1]) if one.is_open] if goal[0] == "objective" else []
    return ties_of(goal, edges, kin, get_language() or "en", company_now())


def draw_ties(goal: Node, ties: Ties) -> str:
    """Links as they stand on the page of a goal."""
    return render_to_string("alignment/_ties.html", {"place": f"ties-{goal[0]}-{goal[1]}", "ties": ties})


@touching("okr.edge_proposed", "okr.edge_accepted", "okr.edge_declined", "okr.edge_countered", "okr.edge_ended")
def _both_pages(event: Event) -> Iterator[Touch]:
    facts = event.facts
    for objective, key_result in (
        (facts["objective"], facts["key_result"]),
        (facts["other"], facts["other_key_result"]),
    ):
        yield from _pages(objective, key_result)


@touching(
    "okr.checked_in",
    "okr.objective_changed",
    "okr.objective_moved",
    "okr.objective_cancelled",
    "okr.objective_declared",
    "okr.key_result_changed",
    "okr.key_result_moved",
)
def _neighbours(event: Event) -> Iterator[Touch]:
    """The pages of all goals linked with those that moved: they show how the other one stands.

    A past that is brought in by the thousand moves the goals' own rows; what is linked with them shows it when it is opened.
    """
    if event.surface == IMPORTED:
        return
    moved = {event.facts["objective"], *moved_objectives(event)}
    ends = ("from_objective", "from_key_result__objective", "to_objective", "to_key_result__objective")
    near = Q()
    for end in ends:
        near |= Q(**{f"{end}__in": moved})
    live = Edge.objects.filter(near, state__in=(Edge.EdgeState.PROPOSED, Edge.EdgeState.ACCEPTED))
    pages: set[tuple[int, int | None]] = set()
    for row in live.values_list(*ends, "from_key_result", "to_key_result"):
        pages |= {(row[0] or row[1], row[4]), (row[2] or row[3], row[5])}
    kin = Objective.objects.filter(Q(parent__in=moved) | Q(children__in=moved)).order_by()
    pages |= {(pk, None) for pk in kin.values_list("pk", flat=True).distinct()}
    for objective, key_result in sorted(pages, key=str):
        yield from _pages(objective, key_result)


def _pages(objective: int, key_result: int | None) -> Iterator[Touch]:
    yield Touch(f"okr:{objective}", "alignment.objective_ties", objective)
    if key_result is not None:
        yield Touch(f"okr:{objective}", "alignment.key_result_ties", key_result)


@fragment("alignment.chain_key_result", target="#chain-kr-%d")
def draw_chain_key_results(ids: Sequence[int]) -> dict[int, str]:
    """Key results as cards of the chain."""
    rows = key_result_rows(ids, language=get_language() or "en", moment=company_now())
    return {pk: render_to_string("alignment/_chain_key_result.html", {"kr": row}) for pk, row in rows.items()}


@fragment("alignment.open_chain_key_result", target="#chain-kr-%d")
def draw_open_chain_key_results(ids: Sequence[int]) -> dict[int, str]:
    """Key results as cards of the chain, for everybody. One of a private objective is gone."""
    found = KeyResult.objects.filter(pk__in=ids, objective__visibility=Visibility.PUBLIC)
    return draw_chain_key_results(list(found.values_list("pk", flat=True)))


@fragment("alignment.chain_indicator", target="#chain-indicator-%d")
def draw_chain_indicators(ids: Sequence[int]) -> dict[int, str]:
    """The indicators of influences (ids) as cards of the chain. They tell nothing of the goal."""
    found, language = Influence.objects.filter(pk__in=ids).select_related("indicator"), get_language() or "en"
    cards = ((one.pk, {"id": one.pk, "tile": tile_of(one.indicator, language)}) for one in found)
    return {pk: render_to_string("alignment/_chain_indicator.html", card) for pk, card in cards}


@touching("okr.checked_in")
def _moved_in_the_chain(event: Event) -> Iterator[Touch]:
    kr = event.facts["key_result"]
    if event.surface != IMPORTED and Influence.objects.standing().filter(key_result=kr).exists():
        yield Touch(f"okr:{event.facts['objective']}", "alignment.chain_key_result", kr)
        if event.facts["open"]:
            yield Touch("chain", "alignment.open_chain_key_result", kr)


@touching("metrics.read")
def _read_in_the_chain(event: Event) -> Iterator[Touch]:
    said = Influence.objects.standing().filter(indicator=event.facts["indicator"]).values_list("pk", flat=True)
    yield from (Touch("chain", "alignment.chain_indicator", pk) for pk in said)
