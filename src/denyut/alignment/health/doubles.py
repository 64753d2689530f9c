"""Goals that count more than once towards another."""

from collections.abc import Iterable, Iterator

from denyut.alignment.health.company import Company
from denyut.alignment.health.findings import Code, Finding, Words
from denyut.okr.double_counts import Twice
from denyut.okr.lines import named


def doubles(company: Company, twice: Iterable[Twice]) -> Iterator[Finding]:
    """What counts twice or more, of the goals of this cycle. Every goal on the ways is named: whoever reads it has to see them all."""
    for found in twice:
        nodes = {node for way in found.ways for node in way}
        is_known = all(pk in (company.goals if kind == "objective" else company.measures) for kind, pk in nodes)
        if is_known and company.cycle in (company.goal_of(found.node).cycle, company.goal_of(found.end).cycle):
            ways = [" → ".join(map(named, way)) for way in found.ways]
            words: Words = {
                "title": company.title_of(found.node),
                "other": company.title_of(found.end),
                "number": len(ways),
                "ways": "; ".join(ways),
            }
            others = tuple(f"{kind}:{pk}" for kind, pk in sorted(nodes - {found.node}))
            goal = company.goal_of(found.node)
            yield Finding(Code.DOUBLE, f"{found.node[0]}:{found.node[1]}", goal.department, tuple(ways), others, words)
