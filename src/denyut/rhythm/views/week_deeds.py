"""What is done on the page of one's week. Each answers with the piece of the page that it changed, or leads back to it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.okr.actions import check_in
from denyut.okr.forms import CheckInForm
from denyut.okr.models import KeyResult
from denyut.people.requests import attempt, via_web, wants_fragment
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.rhythm.actions import (
    add_item,
    answer_cadence,
    answer_trust,
    change_item,
    drop_item,
    file_week,
    finish_item,
    raise_problem,
    say_mood,
)
from denyut.rhythm.asking import asked_about, running
from denyut.rhythm.forms import ItemForm, ProblemForm
from denyut.rhythm.models import Prompt, WeeklyItem
from denyut.rhythm.repeats import was_done
from denyut.rhythm.views.weeks import own_week, week_page
from denyut.rhythm.weeks import TAPS, cards_for, seen_of
from denyut.spine import clock
from denyut.spine.access import Invalid
from denyut.spine.events import Via


class WeekCheckIn(Page):
    """Check in from the week or from a sheet over a room: the card answers in its place."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        kr = get_object_or_404(running().visible_to(self.person), pk=pk)
        form = CheckInForm(request.POST)
        is_done = bool(form.is_valid()) and self._is_fresh(form, kr) and self._check_in(form, kr)
        if is_done and not wants_fragment(request):
            return redirect("rhythm:week")
        kr = get_object_or_404(running().visible_to(self.person), pk=pk)
        cards = cards_for(asked_about([kr], clock.now()), self.person)
        context: dict[str, Any] = {"card": cards[0] if cards else None, "taps": TAPS, "form": None if is_done else form}
        context |= {"is_recorded": is_done, "is_in_sheet": "sheet" in request.POST}
        if wants_fragment(request):
            return render(request, "rhythm/_check_in.html", context, status=200 if is_done else 422)
        return week_page(request, self.person, {"refused": context}, status=422)

    def _is_fresh(self, form: CheckInForm, kr: KeyResult) -> bool:
        """Whether nobody checked in since the page was drawn; else both are shown, and sending again is meant."""
        is_same = self.request.POST.get("seen", seen_of(kr)) == seen_of(kr)
        # What was sent twice moved the key result itself.
        if is_same or was_done(self.person, via_web(self.request).key):
            return True
        form.add_error(
            "value", _("Somebody checked in meanwhile. It stands beside “Last”. Send it again if yours is newer.")
        )
        return False

    def _check_in(self, form: CheckInForm, kr: KeyResult) -> bool:
        said = check_in.via(via_web(self.request))
        return attempt(form, lambda: said(self.person, kr, **form.cleaned_data)) is not None


class OfWeek:
    """Answers with the lists of the week, or leads back to it."""

    request: HttpRequest
    person: Any

    def get_success_url(self) -> str:
        return reverse("rhythm:week")


class WeekDeed(OfWeek, DeedButton):
    """A button of the week, whose answer is the lists anew."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        if wants_fragment(request):
            return render(request, "rhythm/_week_body.html", own_week(self.person))
        return answer


class Items(OfWeek, Page):
    """Write a line into one's week."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ItemForm(request.POST, person=self.person)
        said = add_item.via(via_web(request))
        made = form.is_valid() and attempt(form, lambda: said(self.person, form.cleaned_data["kind"], **form.words()))
        if made and not wants_fragment(request):
            return redirect("rhythm:week")
        if not wants_fragment(request):
            return week_page(request, self.person, {"typed": form}, status=422)
        context = own_week(self.person) | ({} if made else {"typed": form})
        return render(request, "rhythm/_week_body.html", context, status=200 if made else 422)


class OneItem(Page):
    """Finds the line the address is about; a line of somebody else's week is nowhere here."""

    @property
    def item(self) -> WeeklyItem:
        """Raises Http404."""
        mine = WeeklyItem.objects.visible_to(self.person).filter(weekly__person=self.person)
        return get_object_or_404(mine.select_related("weekly", "key_result"), pk=self.kwargs["pk"])


class ItemPage(OneItem, OfWeek, DeedPage):
    """Say a line differently."""

    form_class = ItemForm
    heading = gettext_lazy("Change this line")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.person, "is_change": True}

    def get_initial(self) -> dict[str, Any]:
        item = self.item
        return {"text": item.text, "key_result": item.key_result_id, "before": item.text}

    def do(self, form: ItemForm, via: Via) -> WeeklyItem:
        return change_item.via(via)(self.person, self.item, **form.words())


class ItemState(OneItem, WeekDeed):
    """Tick a plan, or take a line out (`do`: done, open, drop)."""

    def do(self, via: Via) -> WeeklyItem:
        wanted = self.request.POST.get("do", "")
        if wanted == "drop":
            return drop_item.via(via)(self.person, self.item)
        return finish_item.via(via)(self.person, self.item, is_done=wanted == "done")


class ItemBlocker(OneItem, OfWeek, DeedPage):
    """Make a problem a blocker of its key result."""

    form_class = ProblemForm
    heading = gettext_lazy("Raise it as a blocker")
    submit = gettext_lazy("Raise")

    def do(self, form: ProblemForm, via: Via) -> WeeklyItem:
        return raise_problem.via(via)(self.person, self.item, **form.words())


class Mood(WeekDeed):
    """One tap: how the week feels; the same tap again takes it back."""

    def do(self, via: Via) -> Any:
        said = self.request.POST.get("mood", "")
        return say_mood.via(via)(self.person, mood=_one_of_five(said) if said else None)


class Filing(WeekDeed):
    """The week is all there."""

    def do(self, via: Via) -> Any:
        return file_week.via(via)(self.person)


class Trust(WeekDeed):
    """The monthly question."""

    def do(self, via: Via) -> Any:
        return answer_trust.via(via)(self.person, answer=_one_of_five(self.request.POST.get("answer", "")))


class CadenceAnswer(WeekDeed):
    """Whether a key result is asked for too often."""

    def do(self, via: Via) -> Any:
        mine = Prompt.objects.visible_to(self.person).select_related("key_result__objective__cycle")
        prompt = get_object_or_404(mine, pk=self.kwargs["pk"])
        return answer_cadence.via(via)(self.person, prompt, cadence=self.request.POST.get("cadence", ""))


def _one_of_five(word: str) -> int:
    if word not in ("1", "2", "3", "4", "5"):
        raise Invalid(_("Choose one of the five."), code="not_a_choice")
    return int(word)
