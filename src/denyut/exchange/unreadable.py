"""Why a file can't be read, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.lib.sheets import UnreadableSheet

REASONS: dict[str, str | Promise] = {
    "empty": _("The file is empty."),
    "too_big": _("The file is too big. Split it."),
    "too_many_rows": _("A sheet has more than 100,000 rows. Split it."),
    "too_many_cells": _("The file has too many cells. Split it."),
    "too_large": _("The file needs more memory than a table may. Split it."),
    "too_slow": _("The file takes too long to read. Split it."),
    "bomb": _("The file unpacks to far more than it should."),
    "encrypted": _("The file is protected with a password. Save it without one."),
    "wrong_format": _("The file is not what its name says. Save it again as .xlsx or .csv."),
    "unsupported": _("The file is neither a CSV file nor an Excel workbook."),
    "broken": _("The file is damaged. Open it, and save it again."),
    "newer": _("This was written by a newer Denyut. Install that version first."),
}


def reason_of(error: UnreadableSheet) -> str:
    """The sentence for a refusal of `read_sheets`."""
    return str(REASONS.get(error.code, error))
