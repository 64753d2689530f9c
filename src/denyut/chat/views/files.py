"""Files on the web: bringing them, and getting them, whole or in parts."""

import re

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from denyut.chat.actions import bring, leave_out
from denyut.chat.files import file_row
from denyut.chat.models import Room, Upload
from denyut.chat.storing import keep, let_go
from denyut.people.requests import person_of, via_web
from denyut.spine.access import Refused, require

SHOWN_HERE = ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "audio/", "video/", "text/plain")
RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})$")
A_YEAR = "private, max-age=31536000, immutable"


@login_required
@require_POST
def uploads(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a file into a room: the answer tells its number, which goes with the message. A refusal says why, and what to do."""
    viewer = person_of(request)
    room = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    file = request.FILES.get("file")
    if file is None or file.name is None:
        return JsonResponse({"reason": _("Choose a file.")}, status=422)
    seconds = request.POST.get("seconds", "")
    length = int(seconds) if seconds.isdecimal() and len(seconds) < 6 else None
    kept = None
    try:
        # Whoever may not speak here fills no disk.
        require(viewer, "chat.say", room)
        kept = keep(file, file.name, is_voice=bool(length))
        brought = bring.via(via_web(request))(viewer, room, kept=kept, seconds=length)
    except Refused as refused:
        if kept is not None:
            let_go(kept.stored, kept.preview)
        return JsonResponse({"reason": str(refused.reason), "code": refused.code}, status=refused.status)
    row = file_row(brought)
    shown = {"id": row.id, "name": row.name, "kind": row.kind, "preview": row.preview, "size": row.size}
    return JsonResponse(shown, status=201)


@login_required
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave out a file that was not sent."""
    viewer = person_of(request)
    found = get_object_or_404(Upload.objects.visible_to(viewer), pk=pk)
    leave_out.via(via_web(request))(viewer, found)
    return HttpResponse(status=204)


@login_required
@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file of a room that the viewer finds. Only what cannot do harm is shown in place; everything else is kept as a file."""
    found = get_object_or_404(Upload.objects.visible_to(person_of(request)), pk=pk)
    is_shown = found.media_type.startswith(SHOWN_HERE) and "download" not in request.GET
    answer = _whole_or_part(request, found)
    answer["Content-Type"] = found.media_type if is_shown or "/" in found.media_type else "application/octet-stream"
    answer["Content-Disposition"] = content_disposition_header(not is_shown, found.name) or "attachment"
    answer["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
    )
    answer["Cache-Control"] = A_YEAR
    return answer


@login_required
@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The small picture of a picture."""
    found = get_object_or_404(Upload.objects.visible_to(person_of(request)).exclude(preview=""), pk=pk)
    answer = FileResponse(default_storage.open(found.preview), content_type="image/webp")
    answer["Cache-Control"] = A_YEAR
    return answer


def _whole_or_part(request: HttpRequest, found: Upload) -> HttpResponseBase:
    """The file, or the part that a player asks for."""
    asked = RANGE.match(request.headers.get("Range", ""))
    if asked is None:
        answer: HttpResponseBase = FileResponse(default_storage.open(found.stored))
        answer["Accept-Ranges"] = "bytes"
        return answer
    start = int(asked[1])
    end = min(int(asked[2]) if asked[2] else found.size - 1, found.size - 1, start + 4_000_000)
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{found.size}"})
    with default_storage.open(found.stored) as stored:
        stored.seek(start)
        part = HttpResponse(stored.read(end - start + 1), status=206)
    part["Content-Range"] = f"bytes {start}-{end}/{found.size}"
    part["Accept-Ranges"] = "bytes"
    return part
