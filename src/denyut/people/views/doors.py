"""What every page of this feature shares: it needs a signed-in person, does one deed a form, and shows a refusal beside the form."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.views.generic import FormView, View

from denyut.people.forms.keyed import KeyedForm
from denyut.people.models import Person
from denyut.spine.access import Refused, require


class Page(LoginRequiredMixin, View):
    """A page for people with an account. `rule` names the rule that opens it, where not everybody may come in."""

    rule: ClassVar[str] = ""
    request: HttpRequest

    @property
    def person(self) -> Person:
        """Whoever looks at the page."""
        return cast(Person, self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and self.rule:
            require(request.user, self.rule, *self.subjects())
        return super().dispatch(request, *args, **kwargs)

    def subjects(self) -> tuple[Any, ...]:
        """What the rule is asked about."""
        return ()


class DeedPage(Page, FormView[KeyedForm], ABC):
    """A page with one form, which does one deed. Opened as a sheet it is the same form without the page around it."""

    form_class: type[KeyedForm] = KeyedForm
    done: str | Promise = ""
    sheet_name = ""

    @abstractmethod
    def do(self, form: KeyedForm) -> Any:
        """Do the deed with the form's clean values. Raises Refused."""

    @abstractmethod
    def get_success_url(self) -> str: ...

    def get_template_names(self) -> list[str]:
        return [self.sheet_name if self.sheet_name and is_partial(self.request) else self.template_name]

    def form_valid(self, form: KeyedForm) -> HttpResponse:
        try:
            self.do(form)
        except Refused as refusal:
            return self.refuse(form, refusal)
        if self.done:
            messages.success(self.request, str(self.done))
        return gone_to(self.request, self.get_success_url())

    def form_invalid(self, form: KeyedForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def refuse(self, form: KeyedForm, refusal: Refused) -> HttpResponse:
        """The form again, with the reason at the field it is about."""
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        return self.render_to_response(self.get_context_data(form=form), status=422 if is_partial(self.request) else refusal.status)


def is_partial(request: HttpRequest) -> bool:
    """Whether a sheet asks, which has the page around it already."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type") == "partial"


def gone_to(request: HttpRequest, url: str) -> HttpResponse:
    """Go to another page, from a sheet too."""
    if is_partial(request):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
