"""What stands beside the pages: the side bar's rooms, and the sheet of shortcuts."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from denyut.people.sheets import sheet
from denyut.spine.events import head


@login_required
@require_GET
def side(request: HttpRequest) -> HttpResponse:
    """The side bar's rooms as they are now, and since when: a page counts what is said from then on."""
    return render(request, "chat/_side_rooms.html", {"since": head()})


@login_required
@require_GET
def shortcuts(request: HttpRequest) -> HttpResponse:
    """The keys that do something, as a sheet or as a page."""
    return sheet(request, _("Shortcuts"), "chat/_shortcuts.html", {})
