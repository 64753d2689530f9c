"""Refusals on the web: whatever a deed refuses becomes an answer that says why, and loses nothing that was typed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from denyut.people.requests import wants_fragment
from denyut.spine.access import Refused


class RefusalMiddleware:
    """Turns Refused into a message: a fragment for a sheet or a chat line, which keep their input, else a page with a way back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        template = "denyut/_refusal.html" if wants_fragment(request) else "denyut/refusal.html"
        return render(request, template, {"refusal": exception}, status=exception.status)
