"""Who lets programs in, and what is kept of their secrets."""

import pytest

from denyut.chat.actions import start_direct
from denyut.chat.models import Room
from denyut.hooks.actions import change_incoming, end_incoming, open_incoming, turn_incoming
from denyut.hooks.keys import digest_of
from denyut.hooks.models import Incoming
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from tests.world import World

pytestmark = pytest.mark.django_db


def test_open_incoming(world: World, care: Room) -> None:
    hook = open_incoming(world.cem, care, name=" Nightly  builds ")
    row = Incoming.objects.filter(pk=hook.pk).values().get()
    assert (row["name"], row["digest"], len(hook.token)) == ("Nightly builds", digest_of(hook.token), 24)
    assert hook.token not in str(row)
    assert Incoming.objects.get(pk=hook.pk).token == ""
    assert not any(hook.token in str(event.facts) for event in Event.objects.all())
    [bot] = Person.objects.filter(is_bot=True).exclude(pk=world.robo.pk)
    open_incoming(world.cem, care, name="More")
    assert Person.objects.filter(is_bot=True).count() == 2
    assert not bot.has_usable_password()


def test_only_who_changes_the_room(world: World, care: Room, closed: Room) -> None:
    hook = open_incoming(world.cem, closed, name="Builds")
    for person in (world.mei, world.dora, world.aldo, world.ada):
        for deed in (
            lambda who: open_incoming(who, closed, name="x"),
            lambda who: change_incoming(who, hook, name="x"),
            lambda who: turn_incoming(who, hook),
            lambda who: end_incoming(who, hook),
        ):
            with pytest.raises(Refused):
                deed(person)
    assert [list(Incoming.objects.visible_to(p)) for p in (world.mei, world.dora)] == [[hook], []]
    with pytest.raises(Refused) as refusal:
        open_incoming(world.cem, start_direct(world.cem, world.mei), name="x")
    assert refusal.value.code == "direct"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"kind": "fax"}, "kind"),
        ({"kind": "dingtalk", "networks": ["all of it"]}, "networks"),
    ],
)
def test_refused_words(world: World, care: Room, words: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        open_incoming(world.cem, care, **{"name": "x", **words})
    assert (refusal.value.field, Incoming.objects.count()) == (field, 0)


def test_fifty_at_most(world: World, care: Room) -> None:
    made = [open_incoming(world.cem, care, name=f"n{n}") for n in range(50)]
    with pytest.raises(Conflict):
        open_incoming(world.cem, care, name="one more")
    end_incoming(world.cem, made[0])
    assert open_incoming(world.cem, care, name="one more").pk


def test_changing_and_ending(world: World, care: Room) -> None:
    hook = open_incoming(
        world.cem, care, name="Builds", kind="dingtalk", words=["a", " ", "b "], networks=["10.1.2.3/8"]
    )
    assert (hook.words, hook.networks, hook.is_signed) == (["a", "b"], ["10.0.0.0/8"], False)
    changed = change_incoming(world.cem, hook, name="Deploys", is_signed=True)
    assert (changed.name, changed.words, changed.networks, changed.is_signed) == ("Deploys", [], [], True)
    assert (
        change_incoming(world.cem, open_incoming(world.cem, care, name="S"), name="S", is_signed=True).is_signed
        is False
    )
    end_incoming(world.cem, hook)
    for deed in (end_incoming, turn_incoming):
        with pytest.raises(Conflict):
            deed(world.cem, hook)
    verbs = (
        Event.objects.filter(verb__startswith="hooks.", subject_id=hook.pk)
        .order_by("id")
        .values_list("verb", flat=True)
    )
    assert list(verbs) == ["hooks.incoming_opened", "hooks.incoming_changed", "hooks.incoming_ended"]
