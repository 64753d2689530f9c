from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from denyut.chat.actions import open_room
from denyut.chat.models import Line
from denyut.launch.actions import (
    draft_key_result,
    draft_objective,
    end_workshop,
    make_group,
    move_phase,
    name_departments,
    open_workshop,
    place_card,
    remove_card,
    rename_group,
    take_position,
    take_vote_back,
    vote_for_group,
    write_card,
    write_input,
)
from denyut.launch.agreements import Outcome, outcome_of
from denyut.launch.models import Card, Group, Position, Workshop
from denyut.launch.rows.workshops import Room, room_of
from denyut.matters.models import Blocker
from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import EventText
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
D = Decimal
type Browser = Callable[[Person], Client]


def seen(workshop: Workshop, viewer: Person) -> Room:
    return room_of(Workshop.objects.get(pk=workshop.pk), viewer, "en")


def to(workshop: Workshop, phase: str) -> None:
    move_phase(workshop.facilitator, workshop, to=phase)


def drafted(world: World, workshop: Workshop) -> KeyResult:
    """Through all phases to the agreement, with one key result that both departments have to agree to."""
    to(workshop, "groups")
    group = make_group(world.cem, workshop, title="Fast answers")
    to(workshop, "draft")
    draft_objective(world.cem, group)
    kr = draft_key_result(
        world.cem,
        group,
        title="Median answer time",
        unit="min",
        baseline=D(30),
        target=D(18),
        owner=world.mei,
        departments=[world.service, world.warehouse],
    )
    to(workshop, "agree")
    return kr


def test_ideas_are_silent_until_they_are_told(world: World, workshop: Workshop, signed_in: Browser) -> None:
    write_card(world.mei, workshop, text="Answer faster")
    to(workshop, "ideas")
    write_card(world.dora, workshop, text="Load at night")
    assert [card.text for card in seen(workshop, world.mei).cards] == ["Answer faster"]
    assert [card.text for card in seen(workshop, world.cem).cards] == []
    assert (seen(workshop, world.cem).ideas, seen(workshop, world.cem).people) == (2, 2)
    assert "Load at night" not in signed_in(world.mei).get(f"/launch/workshops/{workshop.pk}/").content.decode()
    assert not EventText.objects.filter(text__contains="Load at night").exists()
    to(workshop, "groups")
    assert [card.text for card in seen(workshop, world.mei).cards] == ["Answer faster", "Load at night"]
    with pytest.raises(Conflict) as told:
        move_phase(world.cem, workshop, to="ideas")
    assert told.value.code == "told"


def test_cards_are_their_authors(world: World, workshop: Workshop, signed_in: Browser) -> None:
    card = write_card(world.mei, workshop, text="Answer faster")
    with pytest.raises(Refused) as refused:
        remove_card(world.cem, card)
    assert refused.value.code == "not_author"
    assert signed_in(world.bo).post(f"/launch/cards/{card.pk}/removal/", {"key": "k"}).status_code == 404
    remove_card(world.mei, card)
    assert seen(workshop, world.mei).cards == []
    with pytest.raises(Conflict):
        remove_card(world.mei, card)
    for text, code in (("  ", "empty"), ("x" * 281, "too_long")):
        with pytest.raises(Invalid) as wrong:
            write_card(world.mei, workshop, text=text)
        assert wrong.value.code == code


def test_two_people_group_at_once_and_lose_nothing(world: World, workshop: Workshop) -> None:
    first = write_card(world.mei, workshop, text="Answer faster")
    second = write_card(world.dora, workshop, text="Load at night")
    to(workshop, "groups")
    group = make_group(world.mei, workshop, title="Speed", card=first)
    place_card(world.dora, second, group=group)
    [row] = seen(workshop, world.cem).groups
    assert [card.text for card in row.cards] == ["Answer faster", "Load at night"]
    rename_group(world.cem, group, title="  Quick  ")
    assert Group.objects.get(pk=group.pk).title == "Quick"
    rename_group(world.cem, group, title="")
    assert (seen(workshop, world.cem).groups, len(seen(workshop, world.cem).loose)) == ([], 2)
    with pytest.raises(Invalid):
        place_card(world.dora, second, group=group)


def test_votes_are_few_and_secret_until_they_end(world: World, workshop: Workshop) -> None:
    to(workshop, "groups")
    groups = [make_group(world.mei, workshop, title=title) for title in ("A", "B", "C")]
    with pytest.raises(Conflict) as early:
        vote_for_group(world.mei, groups[0])
    assert early.value.code == "other_phase"
    to(workshop, "votes")
    for group in groups[1:]:
        vote_for_group(world.mei, group)
    for group, code in ((groups[1], "voted"), (groups[0], "no_votes_left")):
        with pytest.raises(Conflict) as refused:
            vote_for_group(world.mei, group)
        assert refused.value.code == code
    assert (seen(workshop, world.mei).votes_left, seen(workshop, world.mei).shows_votes) == (0, False)
    take_vote_back(world.mei, groups[1])
    with pytest.raises(Conflict):
        take_vote_back(world.mei, groups[1])
    vote_for_group(world.dora, groups[2])
    to(workshop, "draft")
    assert [(row.title, row.votes) for row in seen(workshop, world.bo).groups] == [("C", 2), ("A", 0), ("B", 0)]


def test_a_key_result_needs_metric_baseline_and_owner(world: World, goals: Goals, workshop: Workshop) -> None:
    to(workshop, "groups")
    group = make_group(world.cem, workshop, title="Fast answers")
    to(workshop, "draft")
    words = {"title": "Time", "baseline": D(1), "target": D(2), "owner": world.mei}
    with pytest.raises(Conflict) as first:
        draft_key_result(world.cem, group, unit="min", **words)  # type: ignore[arg-type]
    assert first.value.code == "no_objective"
    with pytest.raises(Refused) as not_manager:
        draft_objective(world.mei, group)
    assert not_manager.value.code == "not_manager"
    draft_objective(world.cem, group, title="Answer fast")
    with pytest.raises(Conflict):
        draft_objective(world.cem, group)
    with pytest.raises(Invalid) as bare:
        draft_key_result(world.cem, group, unit=" ", **words)  # type: ignore[arg-type]
    assert bare.value.field == "unit"
    kr = draft_key_result(world.cem, group, unit="min", **words)  # type: ignore[arg-type]
    assert (kr.objective.title, kr.objective.state, kr.owner) == ("Answer fast", "draft", world.mei)
    with pytest.raises(Invalid):
        name_departments(world.cem, workshop, goals.median, departments=[world.service])
    KeyResult.objects.filter(pk=kr.pk).update(unit="")
    name_departments(world.cem, workshop, kr, departments=[world.service])
    to(workshop, "agree")
    [row] = seen(workshop, world.cem).results
    assert [str(one) for one in row.lacks] == ["No metric"]
    with pytest.raises(Conflict) as refused:
        take_position(world.cem, Position.objects.get(), stance="agrees")
    assert refused.value.code == "not_drafted"


def test_agreed_only_when_all_named_departments_agree(world: World, workshop: Workshop) -> None:
    kr = drafted(world, workshop)
    service, warehouse = Position.objects.order_by("department__position")
    take_position(world.cem, service, stance="agrees")
    assert [row.outcome for row in seen(workshop, world.cem).results] == [Outcome.WAITING]
    with pytest.raises(Refused) as refused:
        take_position(world.mei, warehouse, stance="agrees")
    assert refused.value.code == "not_lead"
    with pytest.raises(Invalid) as silent:
        take_position(world.dora, warehouse, stance="condition")
    assert silent.value.field == "text"
    said = take_position(world.dora, warehouse, stance="condition", text="We need a second scanner.", version=0)
    [blocker] = Blocker.objects.standing()
    assert (blocker.key_result, blocker.text, blocker.waits_on) == (kr, "We need a second scanner.", world.mei)
    assert [row.outcome for row in seen(workshop, world.cem).results] == [Outcome.CONDITIONAL]
    with pytest.raises(Conflict) as stale:
        take_position(world.dora, said, stance="agrees", version=0)
    assert stale.value.code == "stale"
    take_position(world.dora, said, stance="agrees", version=1)
    assert (Blocker.objects.standing().count(), seen(workshop, world.cem).agreed) == (0, 1)


@pytest.mark.parametrize(
    ("stances", "outcome"),
    [
        ([], "unnamed"),
        (["agrees"], "agreed"),
        (["agrees", ""], "waiting"),
        (["agrees", "condition", ""], "conditional"),
        (["agrees", "condition", "objects"], "objected"),
    ],
)
def test_outcomes(stances: list[str], outcome: str) -> None:
    assert outcome_of(stances) == outcome


def test_a_workshop_ends_with_goals_and_posts_its_minutes(world: World, goals: Goals) -> None:
    room = open_room(world.cem, name="Strategy", people=[world.mei])
    workshop = open_workshop(world.cem, goals.quarter, title="Together", departments=[world.service], room=room)
    with pytest.raises(Conflict) as empty:
        end_workshop(world.cem, workshop)
    assert empty.value.code == "no_objective"
    write_input(world.mei, workshop, vision="The fastest help in the country", version=0)
    with pytest.raises(Conflict) as stale:
        write_input(world.bo, workshop, vision="Other words", version=0)
    assert stale.value.code == "stale"
    drafted(world, workshop)
    with pytest.raises(Refused):
        end_workshop(world.mei, workshop)
    take_position(world.cem, Position.objects.get(department=world.service), stance="agrees")
    ended = end_workshop(world.cem, workshop)
    line = Line.objects.filter(room=room).latest("pk")
    assert line.text == ended.minutes
    for words in ("The fastest help in the country", "Median answer time: 30\xa0min → 18\xa0min, Mei Lin", "Warehouse"):
        assert words in ended.minutes
    assert Objective.objects.filter(cycle=goals.quarter, level="company", title="Fast answers").count() == 1
    for deed in (lambda: end_workshop(world.cem, workshop), lambda: write_card(world.cem, workshop, text="Late")):
        with pytest.raises(Refused) as over:
            deed()
        assert over.value.code == "over"


def test_strangers_and_auditors_watch(world: World, goals: Goals, signed_in: Browser) -> None:
    workshop = open_workshop(world.cem, goals.quarter, title="Service only", departments=[world.service])
    for person, code in ((world.dora, "not_invited"), (world.aldo, "reads_only")):
        with pytest.raises(Refused) as refused:
            write_card(person, workshop, text="Mine too")
        assert refused.value.code == code
        assert signed_in(person).get(f"/launch/workshops/{workshop.pk}/").status_code == 200
    with pytest.raises(Refused) as member:
        open_workshop(world.mei, goals.quarter, title="Mine")
    assert member.value.code == "not_manager"
    with pytest.raises(Refused) as other:
        move_phase(world.mei, workshop, to="ideas")
    assert other.value.code == "not_facilitator"
    for phase in ("over", "nothing"):
        with pytest.raises(Invalid):
            move_phase(world.cem, workshop, to=phase)


def test_the_room_is_led_from_its_page(world: World, workshop: Workshop, signed_in: Browser) -> None:
    cem, mei, page = signed_in(world.cem), signed_in(world.mei), f"/launch/workshops/{workshop.pk}/"
    assert "On to Silent ideas" in cem.get(page).content.decode()
    assert "On to" not in mei.get(page).content.decode()
    assert cem.post(f"{page}phase/", {"key": "a", "to": "ideas"}).status_code == 302
    answer = mei.post(f"{page}cards/", {"key": "b", "text": "Answer faster"}, headers={"HX-Request": "true"})
    assert (answer.status_code, "Answer faster" in answer.content.decode()) == (200, True)
    refusal = mei.post(f"{page}cards/", {"key": "c", "text": ""}, headers={"HX-Request": "true"})
    assert (refusal.status_code, "Write something first" in refusal.content.decode()) == (422, True)
    cem.post(f"{page}phase/", {"key": "d", "to": "groups"})
    card = Card.objects.get()
    cem.post(f"/launch/cards/{card.pk}/place/", {"key": "e", "group": "new"})
    group = Group.objects.get()
    assert (group.title, Card.objects.get().group) == ("Answer faster", group)
    cem.post(f"{page}phase/", {"key": "f", "to": "votes"})
    mei.post(f"/launch/groups/{group.pk}/vote/", {"key": "g"})
    cem.post(f"{page}phase/", {"key": "h", "to": "draft"})
    for form in ("objective", "key-results"):
        assert cem.get(f"/launch/groups/{group.pk}/{form}/").status_code == 200
    cem.post(f"/launch/groups/{group.pk}/objective/", {"key": "i", "title": "Fast", "owner": world.cem.pk})
    body = {"key": "j", "title": "Time", "unit": "min", "baseline": "30", "target": "18", "owner": world.mei.pk}
    cem.post(f"/launch/groups/{group.pk}/key-results/", {**body, "departments": [world.service.pk]})
    cem.post(f"{page}phase/", {"key": "k", "to": "agree"})
    position = Position.objects.get()
    cem.post(f"/launch/positions/{position.pk}/", {"key": "l", "stance": "agrees", "version": "0"})
    words = cem.get(page).content.decode()
    assert 'data-outcome="agreed"' in words
    assert cem.get(f"{page}key-results/{position.key_result_id}/departments/").status_code == 200
    cem.post(f"{page}end/", {"key": "m"})
    assert "Minutes of" in mei.get(page).content.decode()


def test_the_page_takes_as_many_queries_for_one_as_for_three(
    world: World, workshop: Workshop, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for text in ("One", "Two", "Three"):
        write_card(world.mei, workshop, text=text)
    drafted(world, workshop)
    fresh = Workshop.objects.select_related("cycle", "facilitator").get(pk=workshop.pk)
    with django_assert_max_num_queries(7):  # type: ignore[attr-defined]
        room = room_of(fresh, world.mei, "en")
    assert (len(room.cards), len(room.results)) == (3, 1)
