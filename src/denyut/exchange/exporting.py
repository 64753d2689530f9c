"""Goals as a file that a person takes along: what they may see, in the form and of the cycles that they choose."""

from collections.abc import Sequence
from datetime import date
from typing import IO

from django.utils.text import slugify

from denyut.exchange.complete.forms import FORMS
from denyut.exchange.complete.gathering import gathered
from denyut.okr.models import Cycle
from denyut.people.models import Person


def write_goals(viewer: Person, form: str, cycles: Sequence[Cycle] | None, file: IO[bytes]) -> None:
    """Write the goals of these cycles, or of all, as far as the viewer may see them. `form` is a name of FORMS."""
    FORMS[form].write(gathered(viewer, cycles).rows, file)


def file_name(form: str, cycles: Sequence[Cycle] | None, day: date) -> str:
    """What the file is called: the one cycle, else the day."""
    of = slugify(cycles[0].name) if cycles is not None and len(cycles) == 1 else ""
    return f"denyut-goals-{of or day.isoformat()}{FORMS[form].ending}"
