"""From a message to the check-ins in it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from denyut.okr.sentences.amounts import whole_numbers
from denyut.okr.sentences.choosing import CHANGED, ELSEWHERE, STATED, TOWARDS, Candidate, candidates_of
from denyut.okr.sentences.clauses import Clause, Topic, clauses_of, topics_of
from denyut.okr.sentences.folding import Folded, fold
from denyut.okr.sentences.guards import (
    doubtful_sentences,
    is_only_past,
    is_only_plan,
    is_planned,
    with_dates,
    without_comparisons,
)
from denyut.okr.sentences.references import Catalogue, catalogue_of, with_hints
from denyut.okr.sentences.remarks import with_confidence, with_notes
from denyut.okr.sentences.shapes import CatalogueItem, Token, Update
from denyut.okr.sentences.tokens import Tokeniser
from denyut.okr.sentences.units import said_unit

LONGEST = 2000
# A name with more unknown words around it is told of, not reported; a line with more numbers is a table.
STRANGERS, NEAR = 6, 2
MOST_NUMBERS = 40


def parse(text: str, catalogue: Sequence[CatalogueItem]) -> list[Update]:
    """The check-ins that the message reports, in the order in which they are said; [] when it reports none.

    `catalogue` holds the key results that may be meant. The message is plain chat in any of the seven languages; one longer than 2,000
    letters is not read. Nothing is raised, whatever is written.
    """
    if not 0 < len(text) <= LONGEST:
        return []
    folded, known = fold(text), catalogue_of(catalogue)
    updates: dict[str, Update] = {}
    start = 0
    for line in folded.text.split("\n"):
        for update in _line_updates(folded, start, start + len(line), known):
            updates[update["kr"]] = update
        start += len(line) + 1
    return list(updates.values())


def _line_updates(folded: Folded, start: int, end: int, catalogue: Catalogue) -> list[Update]:
    line = folded.text[start:end]
    if line.lstrip().startswith(">"):
        return []
    tokeniser = Tokeniser(folded, catalogue)
    tokens = whole_numbers(tokeniser.read(start, end), tokeniser.script)
    if not 0 < sum(token.kind == "num" for token in tokens) <= MOST_NUMBERS:
        return []
    if not any(token.kind == "ref" for token in tokens):
        tokens = with_hints(tokens, folded.text, catalogue)
    tokens = with_dates(without_comparisons(with_notes(with_confidence(tokens), folded, end)))
    doubtful = doubtful_sentences(tokens)
    topics = topics_of(clauses_of(tokens))
    return [update for topic in topics for update in _topic_updates(topic, doubtful, catalogue)]


def _topic_updates(topic: Topic, doubtful: set[int], catalogue: Catalogue) -> list[Update]:
    clauses = _reporting(topic, doubtful)
    updates = []
    for label in topic.items:
        item = catalogue.items.get(label)
        chosen = None if item is None else _chosen(topic, clauses, item)
        if item is not None and chosen is not None:
            updates.append(_update(item, chosen, topic))
    return updates


def _reporting(topic: Topic, doubtful: set[int]) -> list[Clause]:
    """The topic's clauses that report. After a wish or a plan, only what is said to be so now."""
    reporting: list[Clause] = []
    shadow = -1
    for clause in topic.clauses:
        if clause.sentence in doubtful:
            continue
        if is_planned(clause) or (clause.has("past") and not clause.has("num")):
            shadow = clause.sentence
            if is_only_plan(clause) or is_only_past(clause):
                reporting.clear()
        elif shadow != clause.sentence or clause.has("now"):
            reporting.append(clause)
    return reporting


def _chosen(topic: Topic, clauses: Sequence[Clause], item: CatalogueItem) -> Candidate | None:
    found = [candidate for clause in clauses for candidate in candidates_of(clause, item)]
    if not found or any("range" in token.roles for clause in clauses for token in clause.tokens):
        return None
    best = min(candidate.rank for candidate in found)
    same = [candidate for candidate in found if candidate.rank == best]
    if len({(candidate.sign, candidate.value) for candidate in same}) > 1 and best not in (TOWARDS, STATED):
        return None
    chosen = same[-1]
    return chosen if _is_sure(topic, chosen) else None


def _is_sure(topic: Topic, chosen: Candidate) -> bool:
    """Whether a key result that is only named in passing is really meant: its number must be said of it, not merely near it."""
    has_label = any(
        token.kind == "ref" and token.text == "label" for clause in topic.clauses for token in clause.tokens
    )
    if has_label:
        return True
    strangers = sum(token.kind == "word" for clause in topic.clauses for token in clause.tokens)
    others = sum(token.kind == "other" for clause in topic.clauses for token in clause.tokens)
    if any(token.text == "hint" for clause in topic.clauses for token in clause.tokens):
        return chosen.rank in (TOWARDS, STATED, CHANGED) and strangers <= NEAR
    is_near = chosen.rank < ELSEWHERE or (
        chosen.distance <= NEAR and bool(chosen.number.units) and chosen.is_after_name
    )
    return is_near and strangers <= STRANGERS and others <= STRANGERS * 2


def _update(item: CatalogueItem, chosen: Candidate, topic: Topic) -> Update:
    tokens = [token for clause in topic.clauses for token in clause.tokens]
    op: Literal["set", "add"] = "add" if chosen.rank == CHANGED else "set"
    return {
        "kr": item["id"],
        "op": op,
        "value": _plain(chosen.value * (chosen.sign or 1)),
        "unit": said_unit(chosen.number, item) or _unit_beside(tokens, chosen.number, item),
        "confidence": _confidence(tokens),
        "note": next((token.text for token in tokens if token.kind == "noted"), None),
    }


def _unit_beside(tokens: Sequence[Token], number: Token, item: CatalogueItem) -> str | None:
    """The key result's own unit, when another number says it, "up 20 hours to 180", or its name is what is counted: "58 open bugs"."""
    own = item["unit"]
    is_said = any(token.kind == "num" and own in token.units for token in tokens)
    is_counted = own == "count" and any(token.text == "name" and 0 <= token.start - number.end < 2 for token in tokens)
    return own if is_said or is_counted else None


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _confidence(tokens: Sequence[Token]) -> int | None:
    return next((int(token.value) for token in tokens if token.kind == "sure" and token.value is not None), None)
