"""The brief instead of a meeting: what there is to know, and the viewer's question."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.meetings.actions import answer_question
from denyut.meetings.brief_rows import brief_page
from denyut.meetings.models import Dissolution, Question
from denyut.people.requests import new_key
from denyut.people.views.doors import DeedPage
from denyut.spine.access import Invalid, NotThere
from denyut.spine.events import Via


class Brief(DeedPage):
    """A meeting that may not be needed, is called off, or takes place; POST answers one's question."""

    template_name = "meetings/brief.html"
    done = _("Thank you.")

    @cached_property
    def one(self) -> Dissolution:
        """Raises Http404."""
        found = Dissolution.objects.visible_to(self.person).select_related("ritual__department", "ritual__made_by")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @cached_property
    def question(self) -> Question | None:
        """The viewer's own question."""
        found = self.one.questions.filter(person=self.person).first()
        if found is not None:
            found.dissolution = self.one
        return found

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        page = brief_page(self.one, self.question, get_language() or "en")
        return super().get_context_data(**{"one": self.one, "page": page, "key": new_key(), **context})

    def do(self, form: Any, via: Via) -> Question:
        if self.question is None:
            raise NotThere(_("There is no question for you here."), code="not_there")
        said = self.request.POST.get("answer", "")
        if not (said.isascii() and said.isdecimal() and len(said) < 3):
            raise Invalid(_("Choose one of the answers."), code="not_a_choice", field="answer")
        return answer_question.via(via)(self.person, self.question, answer=int(said))

    def get_success_url(self) -> str:
        return reverse("meetings:brief", args=[self.one.pk])
