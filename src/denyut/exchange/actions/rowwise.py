"""Row by row inside one deed: a row that is refused undoes only itself."""

from collections.abc import Callable

from django.db import transaction

from denyut.exchange.outcome import Noun, Outcome, refused
from denyut.exchange.problems import RowProblem, RowRefused
from denyut.spine.access import Refused, Unavailable


def one_row(noun: Noun, row_number: int, title: str, bring_in: Callable[[], Outcome]) -> Outcome:
    """What `bring_in` answers, or its refusal as an outcome. Raises Unavailable: then no row can be written."""
    with_undoing = transaction.atomic()

    def undone_when_refused() -> Outcome:
        with with_undoing:
            return bring_in()

    return attempt(noun, row_number, title, undone_when_refused)


def attempt[R](noun: Noun, row_number: int, title: str, work: Callable[[], R]) -> R | Outcome:
    """What `work` answers, or its refusal as an outcome; for work that has written nothing when it is refused.

    Raises Unavailable.
    """
    try:
        return work()
    except Unavailable:
        raise
    except RowRefused as refusal:
        return refused(noun, refusal.problem(row_number), title)
    except Refused as refusal:
        return refused(noun, RowProblem(row_number, "", "refused", {"reason": str(refusal)}), title)
