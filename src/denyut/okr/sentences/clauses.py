"""A line cut into clauses, and clauses gathered around the key result that they speak of."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from denyut.okr.sentences.shapes import Token

CUTS = frozenset({"comma", "semicolon", "and", "but", "stop", "asked", "dash"})


@dataclass(slots=True)
class Clause:
    """Tokens between two cuts; `opened_by` is the cut before, `sentence` counts the sentences of the line."""

    tokens: list[Token]
    opened_by: str
    sentence: int

    def has(self, *kinds: str) -> bool:
        """Whether a token of one of these kinds is inside."""
        return any(token.kind in kinds for token in self.tokens)

    def refs(self) -> list[str]:
        """The key results that are named, each once."""
        return list(dict.fromkeys(token.item for token in self.tokens if token.kind == "ref"))


@dataclass(slots=True)
class Topic:
    """One or several key results and all that is said about them."""

    items: list[str]
    clauses: list[Clause] = field(default_factory=list)


def clauses_of(tokens: Sequence[Token]) -> list[Clause]:
    """The line, cut at its pauses, at "and" and at "but"."""
    clauses = [Clause([], "start", 0)]
    sentence = 0
    for token in tokens:
        if token.kind in CUTS:
            sentence += token.kind in ("stop", "asked")
            clauses.append(Clause([], token.kind, sentence))
        else:
            clauses[-1].tokens.append(token)
    filled = [part for clause in clauses if clause.tokens for part in _one_ref_each(_labels_first(clause))]
    return [clause for clause in filled if clause.tokens]


def _labels_first(clause: Clause) -> Clause:
    """A name right beside a label only describes it."""
    tokens = clause.tokens
    kept = [
        token.turned("fill")
        if token.text == "name" and token.kind == "ref" and _has_label_beside(tokens, place)
        else token
        for place, token in enumerate(tokens)
    ]
    return Clause(kept, clause.opened_by, clause.sentence)


def _has_label_beside(tokens: Sequence[Token], place: int) -> bool:
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(tokens) and tokens[at].kind in ("fill", "colon", "hyphen"):
            at += step
        if 0 <= at < len(tokens) and tokens[at].kind == "ref" and tokens[at].text == "label":
            return True
    return False


def _one_ref_each(clause: Clause) -> list[Clause]:
    """Several key results without a pause: each takes the numbers after it, or before it when the numbers come first."""
    if len(clause.refs()) < 2:
        return [clause]
    kinds = [token.kind for token in clause.tokens]
    first_ref, last_ref = kinds.index("ref"), len(kinds) - 1 - kinds[::-1].index("ref")
    numbers_first = "num" in kinds[:first_ref] and "num" not in kinds[last_ref:]
    parts = [Clause([], clause.opened_by, clause.sentence)]
    for token in clause.tokens:
        if token.kind == "ref" and not numbers_first and parts[-1].has("ref"):
            parts.append(Clause([], "and", clause.sentence))
        parts[-1].tokens.append(token)
        if token.kind == "ref" and numbers_first:
            parts.append(Clause([], "and", clause.sentence))
    return parts


def topics_of(clauses: Sequence[Clause]) -> list[Topic]:
    """Clauses by what they speak of. What comes before the first key result belongs to it."""
    topics: list[Topic] = []
    before: list[Clause] = []
    for clause in clauses:
        refs = clause.refs()
        if not refs and topics:
            topics[-1].clauses.append(clause)
        elif not refs:
            before.append(clause)
        elif topics and topics[-1].items == refs:
            topics[-1].clauses.append(clause)
        elif topics and _waits_for_number(topics[-1], clause):
            topics[-1].items += refs
            topics[-1].clauses.append(clause)
        else:
            topics.append(Topic(refs, [*before, clause]))
            before = []
    return topics


def _waits_for_number(topic: Topic, clause: Clause) -> bool:
    """Whether "KR3" of "KR3 and KR9 are at 90" still waits for the number that it shares."""
    last = topic.clauses[-1]
    is_bare = all(token.kind in ("ref", "fill", "colon") for token in last.tokens)
    return clause.opened_by in ("and", "comma") and is_bare and clause.has("num")
