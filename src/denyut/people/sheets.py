"""Forms that open as a sheet over a page, or on a page of their own where there is no script."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from denyut.people.requests import new_key, wants_fragment


def sheet(
    request: HttpRequest, title: str, body: str, context: dict[str, Any], *, is_wrong: bool = False
) -> HttpResponse:
    """The template `body` under its title, with a fresh idempotency key. 422 when something in it is wrong."""
    template = "shell/_sheet.html" if wants_fragment(request) else "shell/sheet_page.html"
    context = {"title": title, "body": body, "key": new_key(), **context}
    return render(request, template, context, status=422 if is_wrong else 200)


def done(request: HttpRequest, where: str) -> HttpResponse:
    """The answer to a form that was done: the sheet closes and the stream brings what changed; without script the page `where`."""
    return HttpResponse(status=204) if wants_fragment(request) else redirect(where)


def done_here(request: HttpRequest, where: str) -> HttpResponse:
    """The same for pages that no stream keeps fresh: the browser goes to `where` in any case."""
    if not wants_fragment(request):
        return redirect(where)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = where
    return answer
