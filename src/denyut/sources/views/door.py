"""The address to which other programs send rows. Whoever has the secret in it may; nobody is signed in here."""

import json
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from denyut.lib.signing import is_signed
from denyut.sources.actions import receive_rows
from denyut.sources.keys import is_token_of, signing_secret
from denyut.sources.models import Kind, Source, State
from denyut.spine import clock
from denyut.spine.access import Refused
from denyut.spine.events import Via

LARGEST = 512_000
FRESH = 300


@csrf_exempt
@require_POST
def take_in(request: HttpRequest, pk: int, token: str) -> JsonResponse:
    """Rows as a JSON object or a list of objects. 202 when they are kept, also when they were before."""
    source = Source.objects.filter(pk=pk, kind=Kind.WEBHOOK).exclude(words={}).first()
    if source is None or not is_token_of(source, token):
        return _no("not_there", 404)
    refusal = _refused(request, source)
    return _no(*refusal) if refusal else _taken(request, source)


def _refused(request: HttpRequest, source: Source) -> tuple[str, int] | None:
    if source.state == State.PAUSED:
        return "paused", 409
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return "too_large", 413
    if source.words.get("is_signed") and not _is_ours(request, source):
        return "signature", 401
    return None


def _taken(request: HttpRequest, source: Source) -> JsonResponse:
    number = request.headers.get("webhook-id", "")
    try:
        content = json.loads(request.body)
        rows = content if isinstance(content, list) else [content]
        arrival = receive_rows.via(Via("webhook"))(None, source, rows=rows, number=number)
    except (ValueError, RecursionError):
        return _no("not_json", 400)
    except Refused as refusal:
        return _no(refusal.code, refusal.status)
    return JsonResponse({"kept": len(arrival.rows)}, status=202)


def _is_ours(request: HttpRequest, source: Source) -> bool:
    head: Any = request.headers
    message, signatures = head.get("webhook-id", ""), head.get("webhook-signature", "")
    moment = 0
    with suppress(ValueError):
        moment = int(head.get("webhook-timestamp", ""))
    is_fresh = bool(message) and abs(clock.now().timestamp() - moment) <= FRESH
    body = request.body.decode("utf8", "replace")
    return is_fresh and is_signed(signing_secret(source), message, moment, body, signatures)


def _no(code: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code}, status=status)
