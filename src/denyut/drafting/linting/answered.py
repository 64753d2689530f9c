"""Findings that somebody set aside stay away until what they were made from changes."""

import hashlib
import json
from collections.abc import Container
from dataclasses import replace
from decimal import Decimal
from typing import Any

from denyut.drafting.linting.draft import Draft
from denyut.drafting.linting.report import Finding, Report, lettered

# The fields to which each letter is tied; a finding without a letter is about the number of goals.
FIELDS: dict[str, tuple[str, ...]] = {
    "S": ("title",),
    "M": ("title", "kind", "unit", "baseline", "target", "low", "source"),
    "A": ("target", "has_owner"),
    "R": ("serves", "hypothesis"),
    "T": ("title", "due_on", "cycle_ends_on"),
    "": ("others", "owner_objectives_count"),
}


def fingerprint(finding: Finding, draft: Draft) -> str:
    """A digest (64 hexadecimal digits) of what a finding was made from. The same input has the same digest in every language and year."""
    made_from = [_plain(getattr(draft, name)) for name in FIELDS[finding.letter]]
    words = json.dumps([finding.code, dict(finding.arguments), made_from], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(words.encode("utf8", "surrogatepass")).hexdigest()


def without(report: Report, draft: Draft, gone: Container[tuple[str, str]]) -> tuple[Report, tuple[Finding, ...]]:
    """The report without findings whose (code, fingerprint) is in `gone`, and those findings."""
    aside = tuple(one for one in report.findings if (one.code, fingerprint(one, draft)) in gone)
    if not aside:
        return report, ()
    kept = [finding for finding in report.findings if finding not in aside]
    limits = tuple(finding for finding in kept if not finding.letter)
    letters = lettered([finding for finding in kept if finding.letter])
    suggestion = report.suggestion if not letters[0].is_met or not letters[1].is_met else ""
    return replace(report, letters=letters, limits=limits, suggestion=suggestion), aside


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return " ".join(value.split()) if isinstance(value, str) else str(value)
