"""Check-ins name their key result by ID or by title: which one is meant."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from denyut.exchange.drafts import CheckInDraft
from denyut.exchange.problems import RowRefused
from denyut.exchange.words import plain

type Span = tuple[date, date]


@dataclass(slots=True)
class KnownKeyResults[K]:
    """Key results that a check-in may mean: by key, by title, and by title within an objective."""

    by_key: dict[str, K] = field(default_factory=dict)
    by_title: dict[str, list[tuple[K, Span | None]]] = field(default_factory=lambda: defaultdict(list))
    by_path: dict[tuple[str, str], list[tuple[K, Span | None]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, known: K, *, keys: Iterable[str], title: str, goal_title: str, span: Span | None = None) -> None:
        """Makes a key result known under its keys and its title. `span` are the first and last day of its cycle."""
        for key in filter(None, keys):
            self.by_key.setdefault(key, known)
        self.by_title[plain(title)].append((known, span))
        self.by_path[plain(goal_title), plain(title)].append((known, span))

    def meant_by(self, check_in: CheckInDraft, source: str = "") -> K:
        """The key result of a check-in; `source` stands before the IDs of its program.

        Raises RowRefused when there is none of that name, or more than one.
        """
        for key in (source + check_in.key_result_key, check_in.key_result_key):
            if check_in.key_result_key and key in self.by_key:
                return self.by_key[key]
        title = plain(check_in.key_result_title)
        found = self.by_path.get((plain(check_in.goal_title), title)) or self.by_title.get(title, [])
        name = check_in.key_result_title or check_in.key_result_key
        if not title or not found:
            raise RowRefused("unknown_key_result", name=name)
        if len(found) > 1:
            # Titles come again every quarter: the day tells which one was meant.
            found = running_on(found, check_in.at) or found
        if len(found) > 1:
            raise RowRefused("ambiguous_key_result", name=name, count=len(found))
        return found[0][0]


def running_on[K](found: list[tuple[K, Span | None]], at: datetime | date) -> list[tuple[K, Span | None]]:
    """Those whose cycle holds a day."""
    day = at.date() if isinstance(at, datetime) else at
    return [(known, span) for known, span in found if span and span[0] <= day <= span[1]]
