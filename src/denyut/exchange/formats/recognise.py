"""Which program wrote a sheet."""

from collections.abc import Iterable, Sequence

from denyut.exchange.fields import Kind
from denyut.exchange.formats.check_ins import CHECK_INS
from denyut.exchange.formats.format import Format
from denyut.exchange.formats.programs import PROGRAMS
from denyut.exchange.formats.templates import TEMPLATES
from denyut.exchange.words import plain

FORMATS: dict[str, Format] = {one.code: one for one in (*PROGRAMS, *TEMPLATES, *CHECK_INS)}
# Known by the file itself, whatever its columns: see `complete.forms`.
DENYUT = Format("denyut", "Denyut", "goals", frozenset(), {})
LISTED = frozenset(name for one in FORMATS.values() for name in one.columns)


def recognised(
    names: Sequence[str], *, sheet: str = "", beside: Iterable[str] = (), kind: Kind | None = None
) -> Format | None:
    """The format that knows most of a sheet's column names, among those whose marks are all there; None for none.

    `sheet` is its name and `beside` are those of the others in its workbook; `kind` when the person has said what the
    rows are.
    """
    folded, others = frozenset(map(plain, names)) - {""}, frozenset(map(plain, beside))
    asked = [one for one in FORMATS.values() if kind in (None, one.kind)]
    found = [(one.fits(folded, plain(sheet), others), one.code) for one in asked]
    count, code = max(found, default=(0, ""))
    return FORMATS[code] if count else None


def format_of(code: str) -> Format | None:
    """The format of a code; None for an empty one."""
    return DENYUT if code == DENYUT.code else FORMATS.get(code)
