"""In which language and by which clock a page is made."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from denyut.people.languages import CODES
from denyut.people.models import Person, Workspace


class PersonMiddleware:
    """Activates the language and time zone of whoever asks: the person's own, or before sign-in their browser's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return self._answer(request, request.user.language, _zone_of(request.user))
        language = language_asked(request)
        workspace = None if language else Workspace.objects.first()
        response = self._answer(
            request, language or (workspace.language if workspace else settings.LANGUAGE_CODE), None
        )
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    def _answer(self, request: HttpRequest, language: str, zone: ZoneInfo | None) -> HttpResponse:
        translation.activate(language)
        timezone.activate(zone or timezone.get_default_timezone())
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _zone_of(person: Person) -> ZoneInfo:
    workspace = None if person.site else Workspace.objects.first()
    return ZoneInfo(workspace.zone) if workspace else person.zone


def language_asked(request: HttpRequest) -> str | None:
    """The language a stranger's browser asks for, by cookie or by header; None when it is none of the seven."""
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if cookie in CODES:
        return cookie
    for wanted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(wanted)
        except LookupError:
            continue
    return None
