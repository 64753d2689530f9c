"""Choosing the goals that a room keeps in sight."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from denyut.chat.actions import keep_in_sight, take_out_of_sight
from denyut.chat.models import Room, RoomGoal
from denyut.chat.pages import number_in
from denyut.people.models import Person
from denyut.people.requests import attempt, person_of, via_web
from denyut.people.sheets import sheet
from denyut.spine.access import may
from denyut.talk.references import REFERABLES, Named, Reference, named_in


class BarForm(forms.Form):
    """Which goal to keep in sight, by its label."""

    goal = forms.CharField(
        label=gettext_lazy("A goal, for example KR-12 or O-3"),
        max_length=40,
        widget=forms.TextInput(attrs={"list": "bar-goals", "autofocus": True}),
    )

    def clean_goal(self) -> Named:
        """The goal that is named."""
        found = next(named_in(self.cleaned_data["goal"].strip()), None)
        if found is None:
            raise forms.ValidationError(_("Write the goal's label as its page shows it, for example KR-12."))
        return found


@login_required
@require_http_methods(["GET", "POST"])
def bar(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet over the room: what stands in its bar, and what to add."""
    viewer = person_of(request)
    room = get_object_or_404(Room.objects.visible_to(viewer), pk=pk)
    is_leaving = "out" in request.POST
    form = BarForm(None if is_leaving else request.POST or None)
    if is_leaving:
        number = number_in(request.POST.get("number", "")) or 0
        take_out_of_sight.via(via_web(request))(viewer, room, kind=request.POST.get("kind", "")[:20], number=number)
        return _shown(request, room, BarForm())
    keep = keep_in_sight.via(via_web(request))
    if request.method == "POST" and form.is_valid():
        goal = form.cleaned_data["goal"]
        if attempt(form, lambda: keep(viewer, room, kind=goal.kind, number=goal.number)):
            form = BarForm()
    return _shown(request, room, form)


def _shown(request: HttpRequest, room: Room, form: BarForm) -> HttpResponse:
    viewer = person_of(request)
    context = {
        "form": form,
        "action": request.path,
        "kept": _kept(viewer, room),
        "offered": [goal for thing in REFERABLES.values() for goal in thing.suggest(viewer, "")],
        "may_say": may(viewer, "chat.say", room),
    }
    return sheet(request, _("Goals of this room"), "chat/_bar_form.html", context, is_wrong=bool(form.errors))


def _kept(viewer: Person, room: Room) -> list[Reference]:
    """What stands in the bar, as the viewer sees it."""
    kept = list(RoomGoal.objects.filter(room=room))
    found: dict[tuple[str, int], Reference] = {}
    for kind in {one.kind for one in kept} & REFERABLES.keys():
        numbers = [one.number for one in kept if one.kind == kind]
        found |= {(kind, pk): goal for pk, goal in REFERABLES[kind].find(viewer, numbers).items()}
    return [found[one.kind, one.number] for one in kept if (one.kind, one.number) in found]
