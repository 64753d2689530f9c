"""Sections of a report in one language: what is told one by one, and sentences that count the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import ngettext, pgettext

from denyut.meetings.short import Short, shortened
from denyut.meetings.wording import ItemRow, item_row


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section with its items; `note` is the editor's. `rest` are sentences that count what is not told one by one: the `folded` items."""

    kind: str
    title: str
    note: str
    items: list[ItemRow]
    rest: list[str] = field(default_factory=list)
    folded: list[ItemRow] = field(default_factory=list)

    @property
    def as_folded(self) -> "SectionRow":
        """The folded items as a section of their own."""
        return replace(self, items=self.folded, rest=[], folded=[])


def section_titles() -> dict[str, str]:
    """What each kind of section is called, in the order of a report."""
    return {
        "moved": pgettext("a report", "What moved"),
        "revised": pgettext("a report", "What was changed in the goals"),
        "reached": pgettext("a report", "Milestones reached"),
        "risks": pgettext("a report", "Risks"),
        "decided": pgettext("a report", "Decided"),
        "needed": pgettext("a report", "Decisions needed"),
        "weeks": pgettext("a report", "The team's week"),
    }


def section_rows(
    body: Iterable[dict[str, Any]],
    language: str,
    *,
    notes: dict[str, str] | None = None,
    left_out: Iterable[str] = (),
    is_whole: bool = False,
) -> list[SectionRow]:
    """Sections as rows; those that are empty and bear no note are left out. No query.

    What says little is counted instead of told, unless they are wanted whole.
    """
    hidden, words = set(left_out), notes or {}
    rows = [_section(one, language, words.get(one["kind"], ""), hidden, is_whole=is_whole) for one in body]
    return [row for row in rows if row.items or row.folded or row.note]


def _section(one: dict[str, Any], language: str, note: str, hidden: set[str], *, is_whole: bool) -> SectionRow:
    kind = one["kind"]
    short = Short(one["items"]) if is_whole else shortened(kind, one["items"])
    told, folded = (
        [item_row(item, language, is_left_out=item["key"] in hidden) for item in some]
        for some in (short.told, [*short.more, *short.slipped, *short.quiet])
    )
    return SectionRow(kind, section_titles().get(kind, ""), note, told, rest_of(short), folded)


def rest_of(short: Short) -> list[str]:
    """Sentences that count what a section does not tell one by one."""
    said = []
    if short.more:
        number = len(short.more)
        said.append(ngettext("%(count)d more like these.", "%(count)d more like these.", number) % {"count": number})
    for turn, words in ((-1, _fell_behind), (1, _caught_up)):
        labels = [item["label"] for item in short.slipped if item["turn"] == turn]
        if labels:
            said.append(words(len(labels)) % {"count": len(labels), "labels": ", ".join(labels)})
    if short.quiet:
        number = len(short.quiet)
        quiet = ngettext("%(count)d more moved as expected.", "%(count)d more moved as expected.", number)
        said.append(quiet % {"count": number})
    return said


def _fell_behind(number: int) -> str:
    return ngettext(
        "%(count)d fell behind the expected pace without a check-in: %(labels)s.",
        "%(count)d fell behind the expected pace without a check-in: %(labels)s.",
        number,
    )


def _caught_up(number: int) -> str:
    return ngettext(
        "%(count)d stands better by the expected pace, without a check-in: %(labels)s.",
        "%(count)d stand better by the expected pace, without a check-in: %(labels)s.",
        number,
    )
