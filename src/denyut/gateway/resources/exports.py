"""/exports: what one may see, as a file."""

import tempfile
from typing import Annotated, Literal

from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from denyut.exchange.complete.forms import FORMS
from denyut.exchange.exporting import file_name, write_goals
from denyut.gateway.auth import caller_of
from denyut.gateway.description import about_reading
from denyut.gateway.values import LARGEST_ID
from denyut.okr.models import Cycle
from denyut.people.times import company_now
from denyut.spine.access import NotThere

IN_MEMORY = 4 * 1024 * 1024
ABOUT = about_reading(has_id=True)
FILES = {form.content_type: {"schema": {"type": "string", "format": "binary"}} for form in FORMS.values()}
ABOUT["openapi_extra"]["responses"]["200"] = {"description": "The file.", "content": FILES}

router = Router()


@router.get("/exports/goals", operation_id="export_goals", summary="Export goals", **ABOUT)
def export_goals(
    request: HttpRequest,
    form: Annotated[
        Literal["xlsx", "csv", "json"], Field(description="How it is written; csv is a zip of files.")
    ] = "json",
    cycle: Annotated[
        list[Annotated[int, Field(ge=1, le=LARGEST_ID)]],
        Query(description="The ids of the cycles; all when none is named."),
    ] = [],  # noqa: B006  never changed
) -> FileResponse:
    """Goals with their whole history, as far as you may see them: the file that `denyut import` brings back identically."""
    caller = caller_of(request)
    cycles = list(Cycle.objects.filter(pk__in=cycle)) if cycle else None
    if cycles is not None and len(cycles) < len(set(cycle)):
        raise NotThere(_("There is nothing at this address that you may see."), code="not_there")
    # The answer closes the file when it is through.
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    write_goals(caller, form, cycles, file)
    file.seek(0)
    name = file_name(form, cycles, company_now().date())
    return FileResponse(file, as_attachment=True, filename=name, content_type=FORMS[form].content_type)
