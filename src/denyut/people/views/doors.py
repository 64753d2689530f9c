"""What the pages of this feature share: a signed-in person, one deed a form, a refusal shown where it was caused."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View

from denyut.people.forms.keyed import KeyedForm
from denyut.people.models import Person
from denyut.people.requests import new_key, person_of, via_web, wants_fragment
from denyut.spine.access import Refused, require
from denyut.spine.events import Via

type Text = str | Promise


class Page(LoginRequiredMixin, View):
    """A page for people with an account. `rule` names the rule that opens it, where not everybody may come in."""

    rule: ClassVar[str] = ""

    @property
    def person(self) -> Person:
        """Whoever looks at the page."""
        return person_of(self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and self.rule:
            require(request.user, self.rule)
        return super().dispatch(request, *args, **kwargs)


class DeedPage(Page, FormView, ABC):  # type: ignore[type-arg]
    """A page with one form, which does one deed. Opened in a sheet it is the same form without the page around it."""

    form_class: type[Any] = KeyedForm
    template_name = "people/form.html"
    heading: Text = ""
    submit: Text = _("Save")
    done: Text = ""

    @abstractmethod
    def do(self, form: Any, via: Via) -> Any:
        """Do the deed with the form's clean values. Raises Refused."""

    @abstractmethod
    def get_success_url(self) -> str: ...

    def get_template_names(self) -> list[str]:
        """The page; the sheet around the form; or the form alone, which takes its own place when it has errors."""
        if self.template_name != "people/form.html" or not wants_fragment(self.request):
            return [self.template_name]
        return ["people/_form.html" if self.request.method == "POST" else "people/_form_sheet.html"]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        own: dict[str, Any] = {"heading": self.heading, "submit": self.submit}
        own |= {"action": self.request.get_full_path(), "is_sheet": wants_fragment(self.request)}
        return super().get_context_data(**{**own, **context})

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.do(form, via_web(self.request))
        except Refused as refusal:
            return self.refuse(form, refusal)
        if self.done:
            messages.success(self.request, str(self.done))
        return gone_to(self.request, self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def refuse(self, form: Any, refusal: Refused) -> HttpResponse:
        """The form again, with the reason at the field it is about."""
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        # Nothing was done, and a key that was used for something else would be refused for ever.
        form.data = form.data.copy()
        form.data["key"] = new_key()
        # A sheet puts only a 422 back in its place.
        return self.render_to_response(
            self.get_context_data(form=form), status=422 if wants_fragment(self.request) else refusal.status
        )


class DeedButton(Page, ABC):
    """A button that does one deed and comes back. A refusal becomes the page of the site that says why."""

    http_method_names = ["post"]
    done: Text = ""

    @abstractmethod
    def do(self, via: Via) -> Any:
        """Do the deed. Raises Refused."""

    @abstractmethod
    def get_success_url(self) -> str: ...

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.do(via_web(request))
        if self.done:
            messages.success(request, str(self.done))
        return gone_to(request, self.get_success_url())


def gone_to(request: HttpRequest, url: str) -> HttpResponse:
    """Go to another page, from a sheet too."""
    return HttpResponse(headers={"HX-Redirect": url}) if wants_fragment(request) else redirect(url)
