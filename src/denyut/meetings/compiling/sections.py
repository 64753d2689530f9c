"""A report's sections, in their order."""

from denyut.meetings.compiling import matters
from denyut.meetings.compiling.moves import check_ins_of, moved, standings_of
from denyut.meetings.compiling.sources import Facts, Source, Span
from denyut.meetings.news import is_news


def sections_of(source: Source, span: Span) -> list[Facts]:
    """All sections with their items, empty ones too: {"kind", "items"}. A constant number of queries."""
    moves = moved(check_ins_of(source, span), standings_of(source.goals, span))
    taken, needed = matters.decisions(source, span)
    return [
        _section("moved", moves),
        _section("revised", list(matters.revised(source, span))),
        _section("reached", list(matters.reached(source, span))),
        _section("risks", list(matters.risks(source, span))),
        _section("decided", taken),
        _section("needed", needed),
        _section("weeks", matters.weeks(source, matters.week_of(span))),
    ]


def changes_of(source: Source, span: Span) -> list[Facts]:
    """Every single change in the order of a report, one item each: what a digest tells. Nothing that is only still so."""
    standings = standings_of(source.goals, span)
    said = check_ins_of(source, span)
    heard = {one["key_result"] for one in said}
    slipped = [facts for pk, facts in standings.items() if facts["turn"] and pk not in heard]
    taken, needed = matters.decisions(source, span)
    others = [*matters.revised(source, span), *matters.reached(source, span), *matters.risks(source, span)]
    return [one for one in [*said, *slipped, *others, *taken, *needed] if is_news(one)]


def _section(kind: str, items: list[Facts]) -> Facts:
    return {"kind": kind, "items": items}
