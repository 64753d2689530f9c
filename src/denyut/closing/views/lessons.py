"""Lessons on the web: finding them, writing them down, and the post-mortems of missed promises."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.closing.actions import answer_post_mortem, change_lesson, withdraw_lesson, write_lesson
from denyut.closing.forms import LessonForm, PostMortemForm
from denyut.closing.models import Lesson
from denyut.closing.rows.lessons import found_lessons, lesson_rows, lessons_for
from denyut.closing.views.finding import GoesBack, seen_objective
from denyut.okr.models import Objective
from denyut.people.models import Department
from denyut.people.requests import wants_fragment
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.spine.access import require
from denyut.spine.events import Via

PER_PAGE = 30
LETTERS = 200


class Lessons(Page):
    """All lessons that the viewer may see, and those in which some words are found."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Thirty at a time, newest first; asked for by the search field alone the list comes without the page."""
        words, kind = request.GET.get("q", "")[:LETTERS].strip(), request.GET.get("kind", "")
        start = _number(request.GET.get("from", "")) or 0
        found = list(found_lessons(self.person, words, kind)[start : start + PER_PAGE + 1])
        context = {
            "lessons": lesson_rows(self.person, found[:PER_PAGE], get_language() or "en"),
            "q": words,
            "kind": kind,
            "kinds": Lesson.LessonKind.choices,
            "then": start + PER_PAGE if len(found) > PER_PAGE else None,
        }
        template = "closing/_lesson_results.html" if wants_fragment(request) else "closing/lessons.html"
        return render(request, template, context)


class Similar(Page):
    """The lessons that may help with a goal being written, by the words of its title so far."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list alone, for the form of an objective."""
        asked = _number(request.GET.get("objective", ""))
        objective = Objective.objects.visible_to(self.person).filter(pk=asked).first() if asked else None
        house = _number(request.GET.get("department", ""))
        lessons = lessons_for(
            self.person,
            words=request.GET.get("title", "")[:LETTERS],
            objective=objective,
            department=Department.objects.filter(pk=house).first() if house else None,
            language=get_language() or "en",
        )
        return render(request, "closing/_similar.html", {"lessons": lessons})


class NewLesson(GoesBack):
    """Write down a lesson."""

    form_class: type[Any] = LessonForm
    heading = _("Write down a lesson")

    @cached_property
    def objective(self) -> Objective:
        return seen_objective(self.person, self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        require(self.person, "closing.write_lesson", self.objective)
        return {**super().get_form_kwargs(), "objective": self.objective}

    def do(self, form: Any, via: Via) -> Lesson:
        return write_lesson.via(via)(self.person, self.objective, **form.words())

    def get_success_url(self) -> str:
        return self.way_back(self.objective, reverse("okr:objective", args=[self.objective.pk]))


class PostMortem(NewLesson):
    """Answer a post-mortem."""

    form_class = PostMortemForm
    heading = _("Why was the promise not kept?")

    def get_initial(self) -> dict[str, Any]:
        told = Lesson.objects.told().filter(objective=self.objective, kind=Lesson.LessonKind.POST_MORTEM).first()
        return {"text": told.text, "cause": told.cause} if told else {}

    def get_form_kwargs(self) -> dict[str, Any]:
        require(self.person, "closing.answer_post_mortem", self.objective)
        return super(NewLesson, self).get_form_kwargs()

    def do(self, form: Any, via: Via) -> Lesson:
        return answer_post_mortem.via(via)(self.person, self.objective, **form.words())


class OneLesson(Page):
    """Finds the lesson the address is about; one that the viewer may not see is nowhere."""

    @cached_property
    def lesson(self) -> Lesson:
        """Raises Http404."""
        seen = Lesson.objects.visible_to(self.person).told().select_related("objective")
        return get_object_or_404(seen, pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("okr:objective", args=[self.lesson.objective_id])


class ChangeLesson(OneLesson, DeedPage):
    """Say a lesson in other words."""

    form_class = LessonForm
    heading = _("Change the lesson")

    def get_initial(self) -> dict[str, Any]:
        return {"kind": self.lesson.kind, "text": self.lesson.text}

    def get_form_kwargs(self) -> dict[str, Any]:
        require(self.person, "closing.change_lesson", self.lesson)
        return super().get_form_kwargs()

    def do(self, form: LessonForm, via: Via) -> Lesson:
        return change_lesson.via(via)(self.person, self.lesson, cause=self.lesson.cause, **form.words())


class Withdrawal(OneLesson, DeedButton):
    """Take a lesson back."""

    done = _("The lesson is taken back.")

    def do(self, via: Via) -> Lesson:
        return withdraw_lesson.via(via)(self.person, self.lesson)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
