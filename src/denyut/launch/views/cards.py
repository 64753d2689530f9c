"""Buttons on ideas, groups and votes."""

from functools import cached_property

from django.shortcuts import get_object_or_404

from denyut.launch.actions import (
    make_group,
    place_card,
    remove_card,
    rename_group,
    take_vote_back,
    vote_for_group,
    write_card,
)
from denyut.launch.models import Card, Group, Workshop
from denyut.launch.views.workshops import OneWorkshop, RoomButton
from denyut.people.models import Person
from denyut.spine.events import Via


class NewCard(OneWorkshop, RoomButton):
    """Put down an idea."""

    def do(self, via: Via) -> Workshop:
        write_card.via(via)(self.person, self.workshop, text=self.request.POST.get("text", ""))
        return self.workshop


class OneCard(RoomButton):
    """Finds the idea that the address is about."""

    @cached_property
    def card(self) -> Card:
        """Raises Http404."""
        found = Card.objects.visible_to(self.person).standing().select_related("workshop")
        return get_object_or_404(found, pk=self.kwargs["pk"])


class RemoveCard(OneCard):
    """Take an idea back."""

    def do(self, via: Via) -> Workshop:
        remove_card.via(via)(self.person, self.card)
        return self.card.workshop


class PlaceCard(OneCard):
    """Lay an idea into a group; "new" makes one of it."""

    def do(self, via: Via) -> Workshop:
        asked = self.request.POST.get("group", "")
        workshop = self.card.workshop
        if asked == "new":
            make_group.via(via)(self.person, workshop, title=self.card.text[:200], card=self.card)
        else:
            group = seen_group(self.person, int(asked)) if asked.isdecimal() and len(asked) < 10 else None
            place_card.via(via)(self.person, self.card, group=group)
        return workshop


class NewGroup(OneWorkshop, RoomButton):
    """Make a group."""

    def do(self, via: Via) -> Workshop:
        make_group.via(via)(self.person, self.workshop, title=self.request.POST.get("title", ""))
        return self.workshop


class OneGroup(RoomButton):
    """Finds the group that the address is about."""

    @cached_property
    def group(self) -> Group:
        """Raises Http404."""
        return seen_group(self.person, self.kwargs["pk"])


class RenameGroup(OneGroup):
    """Give a group another title; with `dissolve` let its ideas lie open again."""

    def do(self, via: Via) -> Workshop:
        title = "" if self.request.POST.get("dissolve") else self.request.POST.get("title", "") or self.group.title
        rename_group.via(via)(self.person, self.group, title=title)
        return self.group.workshop


class VoteForGroup(OneGroup):
    """Put a dot on a group; with `back` take it off."""

    def do(self, via: Via) -> Workshop:
        deed = take_vote_back if self.request.POST.get("back") else vote_for_group
        deed.via(via)(self.person, self.group)
        return self.group.workshop


def seen_group(viewer: Person, pk: int) -> Group:
    """A standing group of a workshop that the viewer may see. Raises Http404."""
    found = Group.objects.filter(removed_at=None, workshop__in=Workshop.objects.visible_to(viewer))
    return get_object_or_404(found.select_related("workshop", "objective"), pk=pk)
