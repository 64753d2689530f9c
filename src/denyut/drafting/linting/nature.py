"""Whether a goal reads as an outcome, an output or an activity."""

from denyut.drafting.linting.reading import DIGITS, Mark, Reading
from denyut.drafting.linting.report import Nature

# A verb that means two things counts as the first of these.
NATURES = (Nature.OUTCOME, Nature.OUTPUT, Nature.ACTIVITY)
VERBS = ("outcome", "output", "activity", "neutral")
NOUNS = {"metrics": Nature.OUTCOME, "activity_nouns": Nature.ACTIVITY, "output_nouns": Nature.OUTPUT}


def nature_of(reading: Reading) -> tuple[Nature | None, tuple[str, ...]]:
    """What the goal reads as, and the words that tell it; None where its words promise nothing in particular.

    The first verb decides, unless it only says by what means or to what end. An outcome has to be counted in something.
    """
    main = _main_clause(reading)
    verbs = [mark for mark in main if _is_verb(reading, mark)]
    if not verbs:
        return _by_noun(reading, main)
    verb = verbs[0]
    counted = [mark for mark in main if "metrics" in mark.tags and mark.start <= verb.start]
    if counted:
        return Nature.OUTCOME, (reading.said(counted[0]),)
    natures = [nature for nature in NATURES if nature.value in verb.tags]
    if not natures:
        nature, words = _by_noun(reading, [mark for mark in main if mark.start > verb.start], is_object=True)
        return nature, ((reading.said(verb), *words) if nature else ())
    if natures[0] is Nature.OUTCOME and not (reading.is_measured or reading.has_metric):
        natures = natures[1:]
    if natures[:1] == [Nature.OUTPUT]:
        return _made_or_done(reading, verb, main)
    if natures[:1] == [Nature.ACTIVITY]:
        return _done_or_reached(reading, verb, main)
    return (natures[0], (reading.said(verb),)) if natures else (None, ())


def _is_verb(reading: Reading, mark: Mark) -> bool:
    """A word that is a noun as well counts as a verb where a title begins with it, or goes on with it after "and"; its plural never."""
    if not mark.tags.intersection(VERBS) or "plural" in mark.tags:
        return False
    return "also_nouns" not in mark.tags or not reading.plain[: mark.start].strip() or _follows_and(reading, mark)


def _follows_and(reading: Reading, mark: Mark) -> bool:
    return reading.plain[: mark.start].rstrip().endswith((" and", " dan", " to", ","))


def _main_clause(reading: Reading) -> list[Mark]:
    """The marks outside of "by …" and "in order to …"; all of them where nothing else is left."""
    kept: list[Mark] = []
    closed_until = -1
    for mark in reading.marks:
        if mark.start < closed_until:
            continue
        if "means" in mark.tags:
            end = reading.lexicon.clause_end.search(reading.plain, mark.end)
            closed_until = end.start() if end else len(reading.plain)
        elif "purpose" in mark.tags and any(other.tags.intersection(VERBS) for other in kept):
            break
        else:
            kept.append(mark)
    return kept if any(mark.tags.intersection(VERBS) for mark in kept) else list(reading.marks)


def _done_or_reached(reading: Reading, verb: Mark, marks: list[Mark]) -> tuple[Nature, tuple[str, ...]]:
    """ "Track it and bring it from 30 to 18" is the way and the end; "three quarters of pupils read well" a state of others."""
    later = [mark for mark in marks if mark.start > verb.start and "outcome" in mark.tags and _is_verb(reading, mark)]
    if later and len(DIGITS.findall(reading.plain, later[0].end)) > 1:
        return Nature.OUTCOME, (reading.said(later[0]),)
    is_passive = verb.key.endswith("ed") or verb.key.startswith(("di", "ter"))
    before = reading.plain[: verb.start]
    is_counted = any(number.lower() in before for number in reading.numbers)
    if is_counted and not is_passive and not any("activity_nouns" in m.tags for m in marks if m is not verb):
        return Nature.OUTCOME, reading.numbers[:1]
    return Nature.ACTIVITY, (reading.said(verb),)


def _by_noun(reading: Reading, marks: list[Mark], *, is_object: bool = False) -> tuple[Nature | None, tuple[str, ...]]:
    for tag, nature in NOUNS.items():
        for mark in marks:
            if tag in mark.tags or (is_object and {"also_nouns", nature.value} <= mark.tags):
                return nature, (reading.said(mark),)
    # A number without a deed tells how things shall stand.
    return (Nature.OUTCOME, reading.numbers[:1]) if reading.is_measured else (None, ())


def _made_or_done(reading: Reading, verb: Mark, marks: list[Mark]) -> tuple[Nature, tuple[str, ...]]:
    """ "Launch a workshop" makes nothing: what is launched is done, not made."""
    objects = [mark for mark in marks if mark.start > verb.start]
    done = [mark for mark in objects if "activity_nouns" in mark.tags]
    if done and not any("output_nouns" in mark.tags for mark in objects):
        return Nature.ACTIVITY, (reading.said(verb), reading.said(done[0]))
    return Nature.OUTPUT, (reading.said(verb),)
