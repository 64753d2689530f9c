"""All takeaways that a person sees, by room, goal, kind and state."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.assistant.kept import TakeawayRow, rows_of
from denyut.assistant.models import Takeaway, TakeawayKind, TakeawayState
from denyut.chat.models import Room
from denyut.okr.models import KeyResult
from denyut.people.models import Person

PAGE = 50
FROM_ROOMS = 100


class FilterForm(forms.Form):
    """Which takeaways to show. What makes no sense filters nothing."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *TakeawayKind.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All states")), *TakeawayState.choices])
    room = forms.ModelChoiceField(
        label=_("Room"), required=False, empty_label=_("All rooms"), queryset=Room.objects.none()
    )
    goal = forms.ModelChoiceField(
        label=_("Key result"), required=False, empty_label=_("All key results"), queryset=KeyResult.objects.none()
    )

    def __init__(self, *args: Any, viewer: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = Takeaway.objects.visible_to(viewer).order_by()
        # What a room talks about is for those who find it, though the goal may be everybody's.
        rooms = Room.objects.visible_to(viewer).filter(kind__in=("open", "closed"), pk__in=seen.values("room"))
        goals = KeyResult.objects.visible_to(viewer).filter(pk__in=seen.values("key_result"))
        self.fields["room"].queryset = rooms.order_by("name")[:FROM_ROOMS]  # type: ignore[attr-defined]
        self.fields["goal"].queryset = goals.order_by("-pk")  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of takeaways, newest first; `then` is the number before which there are more, None at the end."""

    rows: list[TakeawayRow]
    then: int | None


def listed(viewer: Person, wanted: dict[str, Any], *, before: int | None = None) -> Listing:
    """Those of the `wanted` kind, state, room and goal (any that are left out stand for all). One query."""
    found = Takeaway.objects.visible_to(viewer).with_people().order_by("-id")
    keys = {"kind": "kind", "state": "state", "room": "room", "goal": "key_result"}
    found = found.filter(**{keys[name]: value for name, value in wanted.items() if value and name in keys})
    some = list((found.filter(pk__lt=before) if before is not None else found)[: PAGE + 1])
    return Listing([_named(one) for one in some[:PAGE]], some[PAGE - 1].pk if len(some) > PAGE else None)


def _named(one: Takeaway) -> TakeawayRow:
    kr, [row] = one.key_result, rows_of([one])
    return replace(row, key_result=kr.pk, goal=f"{kr.label} {kr.title}") if kr is not None else row
