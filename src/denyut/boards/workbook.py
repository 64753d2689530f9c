"""A board as a workbook: one sheet a tile, the words and numbers that stand in the table behind it."""

import io
import re
from collections.abc import Sequence

import xlsxwriter

from denyut.boards.tiles import Drawn

NAME_AT_MOST = 28


def workbook_of(tiles: Sequence[Drawn]) -> bytes:
    """The tables of these tiles as xlsx. A tile without a table (a chain) is left out."""
    kept = io.BytesIO()
    # Texts stay texts: nothing that somebody wrote runs as a formula.
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True})
        shown = [one for one in tiles if one.head]
        for number, one in enumerate(shown, start=1):
            sheet = book.add_worksheet(
                f"{number} {re.sub(r'[\[\]:*?/\\]', ' ', one.title)[: NAME_AT_MOST - 3]}".strip()
            )
            sheet.write_row(0, 0, one.head, bold)
            for place, row in enumerate(one.rows, start=1):
                sheet.write_row(place, 0, [words for words, _link in row])
            sheet.freeze_panes(1, 0)
        if not shown:
            book.add_worksheet()
    return kept.getvalue()
