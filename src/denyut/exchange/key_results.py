"""One row as a key result of an objective."""

from django.utils.translation import gettext as _

from denyut.exchange.drafts import GoalDraft, KeyResultDraft, short_key, short_title
from denyut.exchange.goals import days_of
from denyut.exchange.measures import figures_of, measure_of
from denyut.exchange.problems import RowRefused
from denyut.exchange.rows import Row
from denyut.exchange.words import plain


def key_result_of(row: Row, goal: GoalDraft, *, title: str = "", own_key: str = "") -> KeyResultDraft:
    """The key result of a row. Layouts with one title column for everything give `title` and `own_key`.

    Raises RowRefused when there is no title, or a cell can't be read.
    """
    own_key = own_key or row.text("key_result_key")
    title = title or title_of(row, own_key)
    measure = measure_of(figures_of(row), row.note)
    weight = row.quantity("weight")
    return KeyResultDraft(
        key=short_key(own_key or f"{goal.key} / {plain(title)}"),
        has_own_key=bool(own_key) or goal.has_own_key,
        goal_key=goal.key,
        title=short_title(title),
        description=description_of(row),
        kind=measure.kind,
        baseline=measure.baseline,
        target=measure.target,
        current=measure.current,
        unit=measure.unit,
        weight=weight.value if weight else None,
        owner=row.somebody("owner"),
        delegate=row.somebody("delegate"),
        ends_on=days_of(row)[1],
        status=row.status("status"),
        row_number=row.number,
    )


def description_of(row: Row) -> str:
    """What is said about a key result, with what its ordinal zones mean."""
    zones = {
        _("Commit: %(meaning)s"): row.line("commit_zone"),
        _("Target: %(meaning)s"): row.line("target_zone"),
        _("Stretch: %(meaning)s"): row.line("stretch_zone"),
    }
    lines = [sentence % {"meaning": meaning} for sentence, meaning in zones.items() if meaning]
    return "\n".join([row.text("key_result_description"), *lines]).strip()


def title_of(row: Row, own_key: str) -> str:
    """What a key result is called: its title, its description, or its ID. Raises RowRefused when there is none."""
    title = row.line("key_result_title") or row.line("key_result_description")
    if title:
        return title
    if not own_key:
        raise RowRefused("no_title")
    title = _("Key result %(key)s") % {"key": own_key}
    row.note("made_title", title=title)
    return title


def names_key_result(row: Row) -> bool:
    """Whether a row has anything to call a key result by."""
    return any(
        row.cell(field) is not None for field in ("key_result_title", "key_result_key", "key_result_description")
    )
