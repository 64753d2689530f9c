"""Facts of a report as rows in one language: what a page, a letter and a print show alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from denyut.foresight.models import EarlyWarning
from denyut.lib.dates import format_day
from denyut.lib.units import format_value
from denyut.meetings.news import is_news
from denyut.okr.changes import FIELD_LABELS, NAMELESS
from denyut.okr.labels import DECLARED_AS
from denyut.okr.models import Revision
from denyut.okr.models.revisions import Reason

TONES = {"blocker": "bad", "blocker_stands": "warn", "warning": "warn", "problem": "warn", "needed": "warn"}
TONES |= {"blocker_closed": "good", "warning_closed": "good", "reached": "good", "decided": "done", "progress": "good"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number on its way: from `before` (may be empty) to `after`, each with the address of where it comes from."""

    label: str
    before: str
    before_url: str
    after: str
    after_url: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item in one language. `what` says what happened, `why` is somebody's own words; `status` pairs are (code, label)."""

    key: str
    kind: str
    tone: str
    label: str
    title: str
    url: str
    what: str
    why: str
    who: str
    figures: list[Figure] = field(default_factory=list)
    status_before: tuple[str, str] | None = None
    status: tuple[str, str] | None = None
    is_left_out: bool = False
    is_news: bool = True


def item_row(item: dict[str, Any], language: str, *, is_left_out: bool = False) -> ItemRow:
    """One item as a row. No query."""
    return ItemRow(
        key=item["key"],
        kind=item["kind"],
        tone=_tone(item),
        label=item.get("label") or "",
        title=item.get("title") or "",
        url=url_of(item),
        what=_what(item, language),
        why=_why(item),
        # Who decides stands in the sentence already.
        who="" if item["kind"] == "needed" else item.get("who") or "",
        figures=list(_figures(item, language)),
        status_before=_status(item.get("status_before")) if item.get("turn") else None,
        status=_status(item.get("status")) if item["kind"] in ("moved", "slipped") else None,
        is_left_out=is_left_out,
        is_news=is_news(item),
    )


def url_of(item: dict[str, Any]) -> str:
    """Where an item's thing is."""
    kind = item["kind"]
    if kind in ("decided", "needed"):
        return reverse("matters:decision", args=[item["number"]])
    if kind.startswith("blocker"):
        return reverse("matters:blocker", args=[item["number"]])
    if item.get("key_result"):
        return reverse("okr:key_result", args=[item["key_result"]])
    if item.get("objective"):
        return reverse("okr:objective", args=[item["objective"]])
    return reverse("rhythm:week") if kind in ("weeks", "plan", "progress", "problem") else ""


def _tone(item: dict[str, Any]) -> str:
    turn = item.get("turn", 0)
    return {1: "good", -1: "bad"}.get(turn, TONES.get(item["kind"], ""))


def _status(code: str | None) -> tuple[str, str] | None:
    return (code, str(DECLARED_AS.get(code, code))) if code else None


def _what(item: dict[str, Any], language: str) -> str:
    sentence = _SENTENCES.get(item["kind"])
    return sentence(item, language) if sentence else ""


def _of_weeks(item: dict[str, Any], language: str) -> str:
    said = ngettext("%(count)d person wrote their week.", "%(count)d people wrote their week.", item["people"])
    numbers = _("Plans: %(plan)d, of these done: %(done)d. Progress: %(progress)d. Problems: %(problem)d.")
    return f"{said % {'count': item['people']}} {numbers % item}"


def _of_standing(item: dict[str, Any], language: str) -> str:
    days = ngettext("Stands for %(count)d day", "Stands for %(count)d days", item["days"]) % {"count": item["days"]}
    return _with_text(item, days)


def _with_text(item: dict[str, Any], said: str) -> str:
    text = item.get("text", "")
    return _("%(what)s: %(text)s") % {"what": said, "text": text} if text else said


def _of_warning(item: dict[str, Any], said: str) -> str:
    return _with_text({"text": str(EarlyWarning.WarningKind(item["warning"]).label)}, said)


def _due(item: dict[str, Any], language: str) -> str:
    if not item.get("due_on"):
        return _("%(who)s decides.") % item
    day = format_day(date.fromisoformat(item["due_on"]), language)
    return _("%(who)s decides by %(day)s.") % {"who": item["who"], "day": day}


_SENTENCES: dict[str, Callable[[dict[str, Any], str], str]] = {
    "slipped": lambda item, language: _("No check-in: the pace that is expected moved on."),
    "added": lambda item, language: _("New key result"),
    "revised": lambda item, language: str(Revision.RevisionKind(item["what"]).label),
    "reached": lambda item, language: _with_text(item, _("Milestone reached")),
    "warning": lambda item, language: _of_warning(item, _("Early warning")),
    "warning_closed": lambda item, language: _of_warning(item, _("Early warning over")),
    "blocker": lambda item, language: _with_text(item, _("New blocker")),
    "blocker_closed": lambda item, language: _with_text(item, _("Blocker cleared")),
    "blocker_stands": _of_standing,
    "decided": lambda item, language: _("Decided: %(choice)s") % item,
    "needed": _due,
    "weeks": _of_weeks,
    "plan": lambda item, language: item["text"],
    "progress": lambda item, language: item["text"],
    "problem": lambda item, language: item["text"],
}


def _why(item: dict[str, Any]) -> str:
    reason = str(Reason(item["reason"]).label) if item.get("reason") else ""
    words = item.get("why") or ""
    return _("%(what)s: %(text)s") % {"what": reason, "text": words} if reason and words else reason or words


def _figures(item: dict[str, Any], language: str) -> Iterator[Figure]:
    if item["kind"] in ("moved", "said"):
        first, last = item["check_ins"][0], item["check_ins"][-1]
        before = "" if item["before"] is None else format_value(Decimal(item["before"]), item["unit"], language)
        after = format_value(Decimal(item["value"]), item["unit"], language)
        yield Figure("", before, _source(first), after, _source(last))
    for name, (before, after) in item.get("changes", {}).items():
        label: str | Promise | None = FIELD_LABELS.get(name)
        if label is not None and name not in NAMELESS and not isinstance(before, list):
            url = url_of(item)
            yield Figure(
                str(label), _plain(name, before, item, language), url, _plain(name, after, item, language), url
            )


def _plain(name: str, value: Any, item: dict[str, Any], language: str) -> str:
    if value in (None, ""):
        return "–"
    if name in ("starts_on", "due_on"):
        return format_day(date.fromisoformat(str(value)[:10]), language)
    try:
        return format_value(Decimal(str(value)), item["unit"] if name in ("target", "baseline") else "", language)
    except InvalidOperation:
        return str(value)


def _source(check_in: int) -> str:
    return reverse("meetings:check_in", args=[check_in])
