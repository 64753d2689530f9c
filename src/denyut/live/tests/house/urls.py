from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from denyut.live import views
from denyut.live.tests.house import town


def echo(request: HttpRequest) -> HttpResponse:
    """The body back again, with what the server knows of the request."""
    return HttpResponse(
        request.body,
        headers={
            "X-Path": request.path.encode("ascii", "replace").decode(),
            "X-Forwarded": request.META.get("HTTP_X_FORWARDED_FOR", ""),
        },
    )


def say(request: HttpRequest, room: int) -> HttpResponse:
    """Somebody speaks: the number of the event."""
    return HttpResponse(town.say(room))


def large(request: HttpRequest) -> StreamingHttpResponse:
    """Three megabytes, made piece by piece."""
    return StreamingHttpResponse(b"x" * 1_000_000 for _ in range(3))


def file(request: HttpRequest) -> FileResponse:
    """A file as it is."""
    return FileResponse(Path(__file__).open("rb"))


urlpatterns = [
    path("echo/", echo),
    path("say/<int:room>/", say),
    path("large/", large),
    path("file/", file),
    path("live/presence", views.note),
]
