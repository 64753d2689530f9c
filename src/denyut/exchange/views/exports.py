"""Taking goals along."""

import tempfile

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from denyut.exchange.complete.forms import FORMS
from denyut.exchange.exporting import file_name, write_goals
from denyut.exchange.forms import ExportForm
from denyut.people.requests import person_of
from denyut.people.times import company_now

IN_MEMORY = 4 * 1024 * 1024


@login_required
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Choose cycles and a form."""
    return render(request, "exchange/export.html", {"form": ExportForm(initial={"form": "xlsx"})})


@login_required
@require_GET
def goals_file(request: HttpRequest) -> HttpResponseBase:
    """The file: all cycles when none is named. What the viewer may not see is not in it."""
    asked = ExportForm(request.GET)
    if not asked.is_valid():
        return render(request, "exchange/export.html", {"form": asked}, status=422)
    form, cycles = asked.cleaned_data["form"], list(asked.cleaned_data["cycle"]) or None
    # The answer closes the file when it is through.
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    write_goals(person_of(request), form, cycles, file)
    file.seek(0)
    name = file_name(form, cycles, company_now().date())
    return FileResponse(file, as_attachment=True, filename=name, content_type=FORMS[form].content_type)
