"""One's own sign-in: sessions, access tokens, and the language of the pages."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from denyut.people.actions import change_person, end_other_sessions, end_session, end_token, make_token
from denyut.people.devices import device_of
from denyut.people.forms.persons import TokenForm
from denyut.people.languages import CODES
from denyut.people.models import AccessToken
from denyut.people.requests import new_key, person_of, via_web
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.spine.events import Via


class Sessions(Page):
    """The browsers one is signed in with. POST `session` ends one of them, without it all but this one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found = UserSession.objects.purge_and_list(self.person)
        rows = [
            {
                "session": session,
                "device": device_of(session.user_agent),
                "is_this": session.is_current(),
                "key": new_key(),
            }
            for session in sorted(found, key=lambda session: session.created_at, reverse=True)
        ]
        return render(request, "people/sessions.html", {"rows": rows, "key": new_key()})

    def post(self, request: HttpRequest) -> HttpResponse:
        person, number = self.person, request.POST.get("session", "")
        if number:
            own = UserSession.objects.filter(user_id=person.pk)
            ended = get_object_or_404(own, pk=int(number) if number.isdecimal() else 0)
            end_session.via(via_web(request))(person, person, session_key=ended.session_key)
        else:
            end_other_sessions.via(via_web(request))(person, person, kept=request.session.session_key or "")
        return redirect("usersessions_list")


class Tokens(DeedPage):
    """One's access tokens. A new one's secret stands on the page that answers, and nowhere else."""

    form_class = TokenForm
    template_name = "people/tokens.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        tokens = [{"token": token, "key": new_key()} for token in self.person.tokens.filter(ended_at=None)]
        return super().get_context_data(**{"tokens": tokens, "made": None, **context})

    def do(self, form: TokenForm, via: Via) -> AccessToken:
        self.made = make_token.via(via)(self.person, self.person, **form.words())
        return self.made

    def form_valid(self, form: TokenForm) -> HttpResponse:
        answer = super().form_valid(form)
        has_secret = bool(getattr(self, "made", None) and self.made.secret)
        return (
            self.render_to_response(self.get_context_data(form=TokenForm(), made=self.made)) if has_secret else answer
        )

    def get_success_url(self) -> str:
        return reverse("people:tokens")


class TokenEnd(DeedButton):
    """Make an access token useless."""

    done = _("The token has ended.")

    def do(self, via: Via) -> AccessToken:
        return end_token.via(via)(
            self.person, get_object_or_404(AccessToken, pk=self.kwargs["pk"], person_id=self.person.pk)
        )

    def get_success_url(self) -> str:
        return reverse("people:tokens")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Show the pages in `language` from now on, kept with the person or before sign-in in a cookie. Goes to `next`."""
    code, back = request.POST.get("language", ""), request.POST.get("next", "")
    answer = redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()) else "/")
    if code not in CODES:
        return answer
    if request.user.is_authenticated:
        person = person_of(request)
        change_person.via(via_web(request))(person, person, language=code)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        httponly=True,
        secure=settings.IS_SECURE,
    )
    return answer
