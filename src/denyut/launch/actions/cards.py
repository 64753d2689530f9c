"""Deeds on ideas and the groups they are laid into."""

from django.utils.translation import gettext as _

from denyut.launch.actions.workshops import as_it_stands, in_phase, tell
from denyut.launch.models import Card, Group, Phase, Workshop
from denyut.launch.verbs import CARD_PLACED, CARD_REMOVED, CARD_WRITTEN, GROUP_CHANGED, GROUP_MADE
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed

CARD_AT_MOST, GROUP_AT_MOST, CARDS_EACH = 280, 200, 40


@deed("launch.write_card")
def write_card(actor: Person, workshop: Workshop, *, text: str) -> Card:
    """Put down an idea. While the workshop is silent, its author alone sees it.

    Raises Refused where the rule says no, Conflict after the ideas, Invalid for nothing, for too much, or for more than forty ideas.
    """
    workshop = as_it_stands(workshop)
    require(actor, "launch.take_part", workshop)
    in_phase(workshop, Phase.VISION, Phase.IDEAS, Phase.GROUPS)
    text = _worded(text, CARD_AT_MOST, "text")
    if workshop.cards.standing().filter(author=actor).count() >= CARDS_EACH:
        raise Invalid(_("Forty ideas are enough for one person. Take one back first."), code="too_many", field="text")
    card = Card.objects.create(workshop=workshop, author=actor, text=text, made_at=clock.now())
    tell(CARD_WRITTEN, actor, workshop)
    return card


@deed("launch.remove_card")
def remove_card(actor: Person, card: Card) -> Card:
    """Take an idea of one's own back. Raises Refused for others, Conflict once the votes began."""
    card, workshop = _card(card)
    require(actor, "launch.change_card", card)
    in_phase(workshop, Phase.VISION, Phase.IDEAS, Phase.GROUPS)
    card.removed_at, card.group = clock.now(), None
    card.save(update_fields=["removed_at", "group"])
    tell(CARD_REMOVED, actor, workshop)
    return card


@deed("launch.place_card")
def place_card(actor: Person, card: Card, *, group: Group | None = None) -> Card:
    """Lay an idea into a group, or take it out of one. Raises Refused, Conflict outside the grouping, Invalid for a group of elsewhere."""
    card, workshop = _card(card)
    require(actor, "launch.take_part", workshop)
    in_phase(workshop, Phase.GROUPS)
    # Somebody may have dissolved it since it was read.
    group = Group.objects.get(pk=group.pk) if group is not None else None
    if group is not None and (group.workshop_id != workshop.pk or group.removed_at is not None):
        raise Invalid(_("This group is not in this workshop."), code="other_workshop", field="group")
    card.group = group
    card.save(update_fields=["group"])
    tell(CARD_PLACED, actor, workshop)
    return card


@deed("launch.make_group")
def make_group(actor: Person, workshop: Workshop, *, title: str, card: Card | None = None) -> Group:
    """Make a group of ideas, with a first one in it. Raises Refused, Conflict outside the grouping, Invalid without a title."""
    workshop = as_it_stands(workshop)
    require(actor, "launch.take_part", workshop)
    in_phase(workshop, Phase.GROUPS)
    group = Group.objects.create(workshop=workshop, title=_worded(title, GROUP_AT_MOST, "title"), made_by=actor)
    if card is not None:
        place_card.function(actor, card, group=group)
    tell(GROUP_MADE, actor, workshop)
    return group


@deed("launch.rename_group")
def rename_group(actor: Person, group: Group, *, title: str) -> Group:
    """Give a group another title; an empty one dissolves it, and its ideas lie open again.

    Raises Refused where the rule says no, Conflict outside the grouping.
    """
    group = Group.objects.select_related("workshop").get(pk=group.pk)
    workshop = as_it_stands(group.workshop)
    require(actor, "launch.take_part", workshop)
    in_phase(workshop, Phase.GROUPS)
    if title.strip():
        group.title = _worded(title, GROUP_AT_MOST, "title")
    else:
        group.removed_at = clock.now()
        Card.objects.filter(group=group).update(group=None)
    group.save(update_fields=["title", "removed_at"])
    tell(GROUP_CHANGED, actor, workshop)
    return group


def _card(card: Card) -> tuple[Card, Workshop]:
    found = Card.objects.select_related("workshop").get(pk=card.pk)
    if found.removed_at is not None:
        raise Conflict(_("This idea was taken back."), code="removed")
    found.workshop = as_it_stands(found.workshop)
    return found, found.workshop


def _worded(text: str, at_most: int, field: str) -> str:
    text = " ".join(text.replace("\x00", "").split())
    if not text:
        raise Invalid(_("Write something first."), code="empty", field=field)
    if len(text) > at_most:
        reason = _("Use up to %(number)s letters.")
        raise Invalid(reason % {"number": at_most}, code="too_long", field=field)
    return text
