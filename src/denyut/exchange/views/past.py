"""Past imports, and taking them back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from denyut.exchange.actions import undo_import
from denyut.exchange.formats import format_of
from denyut.exchange.models import Import
from denyut.exchange.pages import counts_in
from denyut.people.models import Person
from denyut.people.requests import new_key, person_of, via_web
from denyut.spine.access import Refused, may

LISTED = 100


@login_required
@require_GET
def past(request: HttpRequest) -> HttpResponse:
    """The newest imports that the viewer may see."""
    rows = Import.objects.visible_to(person_of(request)).select_related("person")[:LISTED]
    return render(request, "exchange/past.html", {"imports": rows})


@login_required
@require_GET
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: what came of it, and the way to undo it."""
    viewer = person_of(request)
    return render(request, "exchange/one.html", page_of(viewer, seen(viewer, pk)))


@login_required
@require_POST
def undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo an import. What stays is told on its page."""
    viewer = person_of(request)
    done = seen(viewer, pk)
    try:
        undone = undo_import.via(via_web(request))(viewer, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The import was undone.") if not undone.undoing else _("Most of it was undone."))
    return redirect("exchange:one", pk)


def seen(viewer: Person, pk: int) -> Import:
    """An import that the viewer may see; 404 else."""
    found: Import = get_object_or_404(Import.objects.visible_to(viewer).select_related("person", "undone_by"), pk=pk)
    return found


def page_of(viewer: Person, done: Import) -> dict[str, Any]:
    """What the page of an import shows."""
    readings = list(done.readings.order_by("id"))
    verdict = may(viewer, "exchange.undo", done)
    return {
        "done": done,
        "counts": counts_in(done.counts),
        "sentences": {known.sentence() for reading in readings if (known := format_of(reading.format))},
        "problems": done.problems[:LISTED],
        "more_problems": max(len(done.problems) - LISTED, 0),
        "left": done.undoing[:LISTED],
        "more_left": max(len(done.undoing) - LISTED, 0),
        "may_undo": bool(verdict) and not done.is_undone,
        "key": new_key(),
    }
