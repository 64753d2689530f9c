"""Problems: every refusal and every fault as an answer of one form (RFC 9457), in the caller's language."""

import json
import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from denyut.gateway.faults import Fault, fault_of, pointer
from denyut.spine.access import Conflict, Invalid, NotThere, Refused, Text
from denyut.spine.writer import storage_trouble

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:denyut:problem:"
TITLES = {
    400: gettext_lazy("This request can't be read"),
    401: gettext_lazy("Nobody is signed in"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Nothing here"),
    405: gettext_lazy("Not possible here"),
    409: gettext_lazy("Not possible as things are"),
    413: gettext_lazy("Too large"),
    422: gettext_lazy("Something makes no sense"),
    500: gettext_lazy("Something broke"),
    503: gettext_lazy("Not now"),
}
log = logging.getLogger("denyut.gateway")


def problem(
    request: HttpRequest, status: int, code: str, detail: Text, *, field: str = "", errors: Sequence[Fault] = ()
) -> HttpResponse:
    """An answer that says what is wrong. `code` is stable for programs, `detail` a sentence for people."""
    told: dict[str, Any] = {
        "type": TYPE + code,
        "title": str(TITLES[status]),
        "status": status,
        "detail": str(detail),
        "instance": request.path,
        "code": code,
    }
    if field:
        told["field"] = field
    if errors:
        told["errors"] = list(errors)
    return HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """What a deed, a rule or this door refused."""
    errors = (
        [{"detail": str(refusal), "code": refusal.code, "pointer": pointer(refusal.field)}] if refusal.field else []
    )
    response = problem(request, refusal.status, refusal.code, refusal.reason, field=refusal.field, errors=errors)
    if refusal.status == 503:
        response["Retry-After"] = "1"
    return response


def nothing_here(request: HttpRequest, _missing: Exception | None = None) -> HttpResponse:
    """An address, or a thing, that is not there for this caller."""
    return refused(request, NotThere(_("There is nothing at this address that you may see."), code="not_there"))


def method_not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """A method that this address does not know; `allowed` are those it does."""
    sentence = _("%(method)s is not possible here. Possible: %(allowed)s.")
    response = problem(request, 405, "method_not_allowed", sentence % {"method": request.method, "allowed": allowed})
    response["Allow"] = allowed
    return response


def install(api: NinjaAPI) -> None:
    """Let the API answer every exception as a problem."""
    for exception, handler in HANDLERS.items():
        api.add_exception_handler(exception, handler)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [fault_of(fault) for fault in error.errors]
    field = errors[0].get("parameter") or errors[0].get("pointer", "")[2:]
    return problem(request, 422, "invalid", _("Some fields make no sense as they are."), field=field, errors=errors)


def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code != 401:
        return problem(request, 400, "malformed", _("The body is not valid JSON."))
    sentence = _("Send a valid access token: “Authorization: Bearer …”. You make one in your settings.")
    response = problem(request, 401, "unauthenticated", sentence)
    response["WWW-Authenticate"] = 'Bearer realm="Denyut"'
    return response


def _too_large(request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem(request, 413, "too_large", _("The body is larger than 1 MB. Send less at once."))


def _taken(request: HttpRequest, _error: Exception) -> HttpResponse:
    return refused(request, Conflict(_("There is one with this name or key already."), code="taken"))


def _too_long(request: HttpRequest, _error: Exception) -> HttpResponse:
    return refused(request, Invalid(_("One of the values is too long to be kept."), code="too_long"))


def _unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    return refused(request, storage_trouble(error))


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return problem(
        request, 500, "broken", _("Something went wrong on our side. Look what was saved before you send it again.")
    )


HANDLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    Refused: refused,
    ValidationError: _invalid,
    HttpError: _unreadable,
    Http404: nothing_here,
    RequestDataTooBig: _too_large,
    IntegrityError: _taken,
    DataError: _too_long,
    OperationalError: _unavailable,
    InterfaceError: _unavailable,
    Exception: _broken,
}
