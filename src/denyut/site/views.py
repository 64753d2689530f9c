"""What belongs to no feature: the command palette, the manifest, health, and the pages for when something is wrong."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from denyut.chat.models import Room
from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Person
from denyut.people.requests import person_of
from denyut.spine.events import head

FOUND_AT_MOST = 6


@dataclass(frozen=True)
class Place:
    """Somewhere the palette can take a person."""

    icon: str
    title: str | Promise
    hint: str | Promise
    url: str


PAGES = [
    ("board", gettext_lazy("Board"), "boards:company"),
    ("layout-dashboard", gettext_lazy("Boards"), "boards:boards"),
    ("calendar", gettext_lazy("My week"), "rhythm:week"),
    ("eye", gettext_lazy("Watch"), "foresight:watch"),
    ("flag", gettext_lazy("Blockers and decisions"), "matters:matters"),
    ("messages-square", gettext_lazy("Meetings"), "meetings:meetings"),
    ("corner-down-left", gettext_lazy("Changes of plan"), "steering:changes"),
    ("sparkles", gettext_lazy("Start with OKR"), "launch:steps"),
    ("trending-up", gettext_lazy("Benefits"), "benefits:benefits"),
    ("chat", gettext_lazy("Rooms"), "chat:rooms"),
    ("search", gettext_lazy("Search"), "search:search"),
    ("people", gettext_lazy("People"), "people:people"),
    ("calendar", gettext_lazy("Cycles"), "okr:cycles"),
    ("target", gettext_lazy("Map"), "alignment:map"),
    ("link", gettext_lazy("Alignment"), "alignment:desk"),
    ("clock", gettext_lazy("Calendar"), "rhythm:calendar"),
    ("circle-check", gettext_lazy("Tasks"), "tasks:tasks"),
    ("bell", gettext_lazy("Reminders"), "chat:reminders"),
    ("gauge", gettext_lazy("Indicators"), "metrics:indicators"),
    ("download", gettext_lazy("Data sources"), "sources:sources"),
    ("sparkles", gettext_lazy("Goal library"), "drafting:library"),
    ("file-spreadsheet", gettext_lazy("Goal templates"), "drafting:templates"),
    ("history", gettext_lazy("Lessons"), "closing:lessons"),
    ("globe", gettext_lazy("Rates of currencies"), "okr:rates"),
    ("inbox", gettext_lazy("Inbox"), "inbox:inbox"),
    ("zap", gettext_lazy("DING ledger"), "chat:dings"),
    ("file-spreadsheet", gettext_lazy("Weekly reports"), "meetings:reports"),
    ("users", gettext_lazy("My team's weeks"), "rhythm:team_weeks"),
    ("activity", gettext_lazy("Rhythm"), "rhythm:board"),
    ("message-square-text", gettext_lazy("From the talk"), "assistant:takeaways"),
    ("sun", gettext_lazy("Vision"), "launch:vision"),
    ("badge-check", gettext_lazy("Promised and done"), "closing:executions"),
    ("hourglass", gettext_lazy("Friction"), "benefits:friction"),
    ("bell", gettext_lazy("Following"), "meetings:following"),
    ("user", gettext_lazy("Your profile"), "people:profile"),
]


@login_required
@require_GET
def palette(request: HttpRequest) -> HttpResponse:
    """Places that match `?q=`: pages, goals, key results by number or words, rooms, people; only what the viewer may see."""
    words = request.GET.get("q", "").strip()[:80]
    places = _pages(words) + ([*_found(person_of(request), words), _everywhere(words)] if words else [])
    return render(request, "denyut/_palette.html", {"places": places, "words": words})


def _everywhere(words: str) -> Place:
    title = _("Search everything for “%(words)s”") % {"words": words}
    return Place("search", title, "", f"{reverse('search:search')}?{urlencode({'q': words})}")


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, so that a phone can install Denyut."""
    icons = [
        {"src": static("denyut/icons/favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        {"src": static("denyut/icons/maskable.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "maskable"},
    ]
    app = {"name": "Denyut", "short_name": "Denyut", "start_url": "/", "display": "standalone", "icons": icons}
    return JsonResponse(
        {**app, "background_color": "#faf7f2", "theme_color": "#faf7f2"}, content_type="application/manifest+json"
    )


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Whether this process answers and reaches its database. Says nothing else."""
    head()
    return JsonResponse({"status": "ok"})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for what is not there, or not for the viewer."""
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours."""
    return render(request, "500.html", status=500)


def _pages(words: str) -> list[Place]:
    return [Place(icon, title, "", reverse(name)) for icon, title, name in PAGES if words.lower() in str(title).lower()]


def _found(viewer: Person, words: str) -> list[Place]:
    number = words.lower().removeprefix("kr").strip("- #")
    key_results = KeyResult.objects.visible_to(viewer)
    found = (
        key_results.filter(pk=int(number))
        if number.isdecimal() and len(number) < 18
        else key_results.filter(title__icontains=words)
    )
    goals = Objective.objects.visible_to(viewer).alive().filter(title__icontains=words)
    rooms = Room.objects.visible_to(viewer).filter(name__icontains=words)
    people = Person.objects.visible_to(viewer).active().filter(name__icontains=words)
    return [
        *(Place("target", kr.title, kr.label, reverse("okr:key_result", args=[kr.pk])) for kr in found[:FOUND_AT_MOST]),
        *(
            Place("objective", o.title, _("Objective"), reverse("okr:objective", args=[o.pk]))
            for o in goals[:FOUND_AT_MOST]
        ),
        *(Place("chat", room.name, _("Room"), reverse("chat:room", args=[room.pk])) for room in rooms[:FOUND_AT_MOST]),
        *(Place("user", p.name, p.title, reverse("people:person", args=[p.pk])) for p in people[:FOUND_AT_MOST]),
        *(_writing_to(person) for person in people.exclude(pk=viewer.pk)[:FOUND_AT_MOST]),
    ]


def _writing_to(person: Person) -> Place:
    return Place("chat", person.name, _("Write a message"), f"{reverse('chat:new')}?to={person.pk}")
