"""The managers' course: a report, what was found in it, and the certificate."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from denyut.launch.actions import begin_exam, hand_in_exam
from denyut.launch.leads import leads, passed
from denyut.launch.models import Exam
from denyut.launch.training.problems import LABELS, LESSONS, Problem
from denyut.launch.training.report import PLANTED, Line, report
from denyut.launch.training.scoring import PASSES_FROM
from denyut.people.requests import new_key, via_web
from denyut.people.views.doors import DeedButton, Page
from denyut.spine.access import Refused, may
from denyut.spine.events import Via


class Course(Page):
    """What the course is, one's own attempts, and how many of the leads have passed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """One's own results alone; of others the share."""
        exams = list(Exam.objects.visible_to(self.person))
        asked = set(leads().values_list("pk", flat=True))
        context = {
            "begun": next((exam for exam in exams if not exam.is_handed_in), None),
            "exams": [exam for exam in exams if exam.is_handed_in][:10],
            "best": next((exam for exam in exams if exam.has_passed), None),
            "asked": len(asked),
            "passed": len(asked & passed()),
            "problems": list(LABELS.values()),
            "planted": PLANTED,
            "passes_from": PASSES_FROM,
            "may_take": may(self.person, "launch.take_course"),
            "key": new_key(),
        }
        return render(request, "launch/course.html", context)


class BeginExam(DeedButton):
    """Begin with a report of one's own."""

    exam: Exam

    def do(self, via: Via) -> Exam:
        self.exam = begin_exam.via(via)(self.person)
        return self.exam

    def get_success_url(self) -> str:
        return reverse("launch:exam", args=[self.exam.pk])


class ExamPage(Page):
    """The report to read; once handed in, what was in it."""

    @cached_property
    def exam(self) -> Exam:
        """Raises Http404 for another's."""
        return get_object_or_404(Exam.objects.visible_to(self.person), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The report, or the result."""
        return self._shown(self.exam.marked, self.exam.feedback)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand in what was marked."""
        said = {number: request.POST.get(f"line_{number}", "") for number in range(1, 30)}
        marked = [f"{number}:{kind}" for number, kind in said.items() if kind]
        feedback = request.POST.get("feedback", "")
        try:
            hand_in_exam.via(via_web(request))(self.person, self.exam, marked=marked, feedback=feedback)
        except Refused as refusal:
            kept = {str(number): kind for number, kind in said.items() if kind}
            return self._shown(kept, feedback, refusal=str(refusal.reason), status=refusal.status)
        return redirect("launch:exam", pk)

    def _shown(self, marked: dict[str, Any], feedback: str, *, refusal: str = "", status: int = 200) -> HttpResponse:
        exam = self.exam
        lines = [_row(line, str(marked.get(str(line.number), "")), exam) for line in report(exam.seed)]
        context = {
            "exam": exam,
            "lines": lines,
            "labels": [(kind.value, label) for kind, label in LABELS.items()],
            "feedback": feedback,
            "refusal": refusal,
            "planted": PLANTED,
            "passes_from": PASSES_FROM,
            "key": new_key(),
        }
        return render(self.request, "launch/exam.html", context, status=status)


class Certificate(ExamPage):
    """A certificate to look at and to print."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Raises Http404 for an attempt that did not pass."""
        if not self.exam.has_passed:
            raise Http404
        return render(request, "launch/certificate.html", {"exam": self.exam, "person": self.person})


def _row(line: Line, marked: str, exam: Exam) -> dict[str, Any]:
    """A line with what was marked; what was planted in it only once the exam is handed in."""
    shown: dict[str, Any] = {"number": line.number, "text": line.text, "marked": marked}
    if not exam.is_handed_in:
        return shown
    named = LABELS.get(Problem(marked)) if marked else ""
    verdict = "sound" if not marked else "alarm"
    if line.problem is not None:
        verdict = "found" if marked == line.problem else "missed"
    told = {"label": LABELS[line.problem], "lesson": LESSONS[line.problem]} if line.problem else {}
    return {**shown, "named": named, "verdict": verdict, **told}
