"""The review of hypotheses: did what we did help?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from denyut.closing.rows.hypotheses import hypotheses_of, with_hypothesis, without_hypothesis
from denyut.closing.views.cycles import OneCycle
from denyut.people.times import company_now

PER_PAGE = 40


class Hypotheses(OneCycle):
    """Every hypothesis of a cycle with its data, those without a verdict first."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Forty at a time."""
        asked = request.GET.get("from", "")
        start = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
        found = list(with_hypothesis(self.person, self.cycle)[start : start + PER_PAGE + 1])
        language = get_language() or "en"
        context = {
            "cycle": self.cycle,
            "rows": hypotheses_of(self.person, found[:PER_PAGE], language, company_now()),
            "without": without_hypothesis(self.person, self.cycle),
            "then": start + PER_PAGE if len(found) > PER_PAGE else None,
        }
        return render(request, "closing/hypotheses.html", context)
