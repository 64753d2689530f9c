"""The ways in: founding the workspace, accepting an invitation, looking at the demo, signing in."""

from itertools import groupby
from typing import Any

from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from denyut.people import passwords
from denyut.people.actions import accept_invitation, found_workspace
from denyut.people.forms.entrance import AcceptanceForm, FoundingForm
from denyut.people.links import invitation_of
from denyut.people.models import Person, Workspace
from denyut.people.rules import may_found
from denyut.spine import clock
from denyut.spine.access import Refused
from denyut.spine.events import Via

WEB = Via("web")


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """GET: the page of an empty installation. POST: found the workspace and go in. Afterwards: the sign-in page."""
    if not may_found(None):
        return redirect("account_login")
    form = FoundingForm(
        request.POST or None,
        initial={"language": get_language(), "zone": "Asia/Jakarta", "code": request.GET.get("code", "")},
    )
    limited = consume_or_429(request, action="signup") if request.method == "POST" else None
    if limited or (request.method == "POST" and form.is_valid()):
        return limited or _enter(request, form, "people/welcome.html", _found)
    return render(request, "people/welcome.html", {"form": form}, status=422 if form.errors else 200)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """GET: who invites whom. POST: open the account and go in. A link that no longer works says what became of it."""
    found = invitation_of(secret)
    if found is None:
        raise Http404
    context = {"invitation": found, "is_open": found.is_open(clock.now()), "workspace": Workspace.objects.first()}
    form = AcceptanceForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        limited = consume_or_429(request, action="signup")
        return limited or _enter(
            request, form, "people/invitation.html", lambda words: _accept(secret, found.email, words), context
        )
    return render(request, "people/invitation.html", {**context, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """GET: the people of the demo company by department. POST: become one of them. Nothing outside the demo."""
    if not settings.IS_DEMO:
        raise Http404
    people = Person.objects.colleagues().select_related("department", "site")
    if request.method == "POST":
        number = request.POST.get("person", "")
        return _signed_in(request, get_object_or_404(people, pk=int(number) if number.isdecimal() else 0))
    last = F("department__position").asc(nulls_last=True)
    ordered = people.order_by(last, "department__name", "department_id", "-role", "name")
    groups = [
        (department, list(members)) for department, members in groupby(ordered, key=lambda person: person.department)
    ]
    return render(request, "people/demo.html", {"groups": groups})


class SignInView(LoginView):  # type: ignore[misc]
    """allauth's sign-in page, behind which an empty installation shows its first page instead."""

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated and may_found(None):
            return redirect("people:welcome")
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer


def _found(words: dict[str, Any]) -> Person:
    words.pop("code", None)
    password = passwords.chosen(words.pop("password"), email=words["email"], name=words["name"])
    return found_workspace.via(WEB)(None, **words, password=password)


def _accept(secret: str, email: str, words: dict[str, Any]) -> Person:
    password = passwords.chosen(words["password"], email=email, name=words["name"])
    return accept_invitation.via(WEB)(None, secret, name=words["name"], password=password)


def _enter(
    request: HttpRequest, form: Any, template: str, deed: Any, context: dict[str, Any] | None = None
) -> HttpResponse:
    try:
        person = deed(dict(form.cleaned_data))
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        return render(request, template, {**(context or {}), "form": form}, status=refusal.status)
    return _signed_in(request, person)


def _signed_in(request: HttpRequest, person: Person) -> HttpResponse:
    translation.activate(person.language)  # what is said from here on is said to them
    answer: HttpResponse = perform_login(request, person, redirect_url="/")
    return answer
