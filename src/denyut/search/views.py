"""The search page."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from denyut.people.models import Person
from denyut.people.requests import person_of
from denyut.search.actions import follow_log
from denyut.search.asking import Question, day, filters_in, words_in
from denyut.search.finding import Found, results
from denyut.search.marking import marked
from denyut.search.sources import SOURCES, sources
from denyut.spine.access import Unavailable


@dataclass(frozen=True, slots=True)
class Row:
    """A result as the page shows it: what it is, and its text around the words that were found."""

    found: Found
    icon: str
    kind_title: str | Promise
    title: SafeString
    text: SafeString


@login_required
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Everything that holds the words of `?q=`; `kind`, `from`, `room`, `after` and `before` narrow it, in the address or in the words."""
    viewer = person_of(request)
    question = question_of(viewer, request)
    below = request.GET.get("below", "")
    if not question.is_empty:
        catch_up()
    page = results(viewer, question, below=int(below) if below.isdecimal() and len(below) < 18 else None)
    query = request.GET.copy()
    query["below"] = str(page.then or "")
    context = {
        "question": question,
        "typed": request.GET.get("q", "")[:200],
        "rows": [row_of(one, question) for one in page.found],
        "then": query.urlencode() if page.then else "",
        "kinds": sources(),
        "given": request.GET,
    }
    return render(request, "search/search.html", context)


def catch_up() -> None:
    """Take in what happened a moment ago. What stands in the index can be found even while nothing can be written."""
    try:
        follow_log()
    except Unavailable:
        return


def question_of(viewer: Person, request: HttpRequest) -> Question:
    """What a request asks for. A filter that makes no sense narrows nothing."""
    text, given = filters_in(request.GET.get("q", "")[:200])
    given = {name: str(request.GET[name]) for name in request.GET if request.GET[name] and name != "q"} | given
    words, last = words_in(text)
    kind = given.get("kind", "")
    return Question(
        text=text,
        words=words,
        last=last,
        kind=kind if kind in SOURCES else "",
        person=_person(viewer, given.get("from", "")),
        room=int(given["room"]) if given.get("room", "").isdecimal() and len(given["room"]) < 18 else None,
        after=day(given.get("after", "")),
        before=day(given.get("before", "")),
    )


def row_of(one: Found, question: Question) -> Row:
    """A result with its words marked."""
    words = (*question.words, *([question.last] if question.last else []))
    known = SOURCES[one.kind]
    return Row(one, known.icon, known.title, marked(one.hit.title, words), marked(one.hit.text, words))


def _person(viewer: Person, word: str) -> int | None:
    """A person by number, "me", or the beginning of their name."""
    if word.lower() == "me":
        return viewer.pk
    if word.isdecimal() and len(word) < 18:
        return int(word)
    found = (
        Person.objects.visible_to(viewer).filter(name__istartswith=word.lstrip("@").replace("_", " ")) if word else None
    )
    return found.values_list("pk", flat=True).first() if found is not None else None
