"""The importer on the web: choose a file, look at what it would do, correct how it is read, import."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from denyut.exchange.actions import begin_import, upload
from denyut.exchange.forms import UploadForm, WishesForm, corrections_in
from denyut.exchange.importing import preview
from denyut.exchange.mapping import MappingError
from denyut.exchange.models import Import, Upload
from denyut.exchange.pages import missing_notes, sheet_pages
from denyut.exchange.sources import Source
from denyut.exchange.unreadable import reason_of
from denyut.exchange.whole import is_whole
from denyut.exchange.wishes import Wishes
from denyut.lib.sheets import UnreadableSheet
from denyut.people.models import Person
from denyut.people.requests import new_key, person_of, via_web, wants_fragment
from denyut.spine.access import Invalid, require
from denyut.spine.events import Via

RECENT = 5


@login_required
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Choose a file; POST keeps it and goes on to its page."""
    viewer = person_of(request)
    require(viewer, "exchange.import")
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        # Without the form's key: a file mended under the same name is another file, and one kept twice does no harm.
        kept = upload.via(Via("web"))(viewer, form.cleaned_data["file"])
        return redirect("exchange:upload", kept.pk)
    context = {
        "form": form,
        "earlier": Import.objects.visible_to(viewer).select_related("person")[:RECENT],
    }
    return render(request, "exchange/import.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def uploaded(request: HttpRequest, pk: int) -> HttpResponse:
    """What an upload would do. POST with `go` imports it, without it looks again with other columns and decisions."""
    viewer = person_of(request)
    kept = get_object_or_404(Upload, pk=pk, person=viewer)
    if kept.begun_at is not None or not kept.path:
        return redirect("exchange:progress", kept.pk)
    form = WishesForm(request.POST if request.method == "POST" else None, initial={"creates_cycles": True})
    wishes = wishes_of(kept, form, request.POST.dict())
    if "go" in request.POST and form.is_valid():
        begin_import.via(via_web(request))(viewer, kept, wishes.as_json())
        return redirect("exchange:progress", kept.pk)
    sources = opened(kept, wishes)
    if is_whole(sources):
        form.keep_newcomers()
    return render(request, "exchange/preview.html", preview_page(viewer, kept, sources, wishes) | {"form": form})


@login_required
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an import is, and in the end what became of it."""
    kept = get_object_or_404(Upload, pk=pk, person=person_of(request))
    if kept.begun_at is None and kept.path:
        return redirect("exchange:upload", kept.pk)
    context = {"upload": kept, "percent": 100 * kept.done // max(kept.total, 1), "result": kept.result}
    return render(request, "exchange/_progress.html" if wants_fragment(request) else "exchange/progress.html", context)


def wishes_of(kept: Upload, form: WishesForm, said: dict[str, str]) -> Wishes:
    """The decisions of the page; those of a file that is only looked at are the usual ones."""
    if not form.is_bound or not form.is_valid():
        return Wishes()
    by_sheet = {
        source.sheet: corrections_in(said, number, source) for number, source in enumerate(opened(kept, Wishes()))
    }
    return form.wishes({sheet: changes for sheet, changes in by_sheet.items() if changes})


def preview_page(viewer: Person, kept: Upload, sources: list[Source], wishes: Wishes) -> dict[str, object]:
    """What the page of an upload shows."""
    choices = wishes.choices()
    report = preview(viewer, sources, choices)
    return {
        "upload": kept,
        "sheets": sheet_pages(report, with_options=True),
        "missing": missing_notes(report, choices),
        "may_go": report.exit_code() != 2,
        "key": new_key(),
    }


def opened(kept: Upload, wishes: Wishes) -> list[Source]:
    """An upload's sheets. Raises Invalid with the reason for a file that is no table."""
    try:
        return wishes.sources(kept)
    except UnreadableSheet as error:
        raise Invalid(reason_of(error), code=error.code, field="file") from error
    except MappingError as error:
        raise Invalid(str(error), code="mapping") from error
