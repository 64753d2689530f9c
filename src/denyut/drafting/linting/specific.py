"""S: the words say one thing, and anybody reads them alike."""

from collections.abc import Iterator, Sequence

from denyut.drafting.linting.likeness import twin_of
from denyut.drafting.linting.reading import Mark, Reading
from denyut.drafting.linting.report import Finding, Nature, hint, missing, weak

# What a title has to say at least: words, or letters in scripts that set no spaces.
WORDS_AT_LEAST = 2
LETTERS_AT_LEAST = {"th": 9, "zh-hans": 3}
TITLE_AT_MOST = 140


def specific(
    reading: Reading, nature: Nature | None, *, siblings: Sequence[str] = (), is_objective: bool = False
) -> Iterator[Finding]:
    """What is said against the wording."""
    if not reading.text:
        yield missing("no_text", "S")
        return
    yield from _wording(reading)
    yield from _doing(reading, nature, is_objective=is_objective)
    twin = twin_of(reading.text, siblings)
    if twin:
        yield weak("duplicate", "S", other=twin)
    if len(reading.text) > TITLE_AT_MOST:
        yield hint("too_long", "S", letters=str(TITLE_AT_MOST))


def _wording(reading: Reading) -> Iterator[Finding]:
    """At most one fault, the worst: so that a person changes one thing and sees what is left."""
    slogans, nouns = reading.having("hype"), reading.having("vague_nouns")
    verbs = [mark for mark in reading.having("vague_verbs") if not mark.tags & {"output"}]
    degrees = reading.having("degree")
    if reading.is_verb_alone and not reading.has_metric:
        yield weak("no_object", "S", words=reading.text)
    elif slogans and not reading.is_measured:
        yield weak("slogan", "S", words=reading.said(slogans[0]))
    elif nouns and not _is_anchored(reading):
        yield _vague(reading, nouns)
    elif _is_short(reading):
        yield weak("too_short", "S", words=reading.text)
    elif verbs and not _is_anchored(reading):
        yield weak("vague_verb", "S", words=reading.said(verbs[0]))
    elif degrees and not _is_anchored(reading):
        yield weak("no_degree", "S", words=reading.said(degrees[0]))


def _doing(reading: Reading, nature: Nature | None, *, is_objective: bool) -> Iterator[Finding]:
    if nature is Nature.ACTIVITY:
        is_counted = reading.is_measured and not is_objective
        yield hint("activity", "S") if is_counted else weak("activity", "S")
    elif nature is Nature.OUTPUT:
        yield hint("output", "S")


def _is_anchored(reading: Reading) -> bool:
    return reading.is_measured or reading.has_metric


def _is_short(reading: Reading) -> bool:
    return not _is_anchored(reading) and reading.content < LETTERS_AT_LEAST.get(reading.language, WORDS_AT_LEAST)


def _vague(reading: Reading, nouns: list[Mark]) -> Finding:
    measures = reading.lexicon.measures
    known = next((mark for mark in nouns if mark.key in measures), None)
    if known is None:
        return weak("vague_word", "S", words=reading.said(nouns[0]))
    return weak("vague_noun", "S", words=reading.said(known), measure=measures[known.key])
