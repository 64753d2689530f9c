"""Small sheets for tests, written the way people and programs write them."""

from denyut.exchange.drafts import Drafts
from denyut.exchange.reading import Table, read_drafts, table_of


def rows_of(text: str) -> list[list[str | None]]:
    """Lines of cells parted by `|` as rows; an empty cell is None."""
    return [[cell.strip() or None for cell in line.split("|")] for line in text.strip("\n").splitlines()]


def table(text: str, **options: object) -> Table:
    """The table in such lines."""
    found = table_of(rows_of(text), **options)  # type: ignore[arg-type]
    assert found is not None
    return found


def drafts(text: str, **options: object) -> Drafts:
    """What such lines say."""
    return read_drafts(table(text, **options))


def reasons(found: Drafts) -> list[tuple[int, str]]:
    """Row number and code of every refusal."""
    return [(problem.row_number, problem.code) for problem in found.problems]
