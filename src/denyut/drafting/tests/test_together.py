"""Several people write the same goals: nobody's words are lost, strangers see nothing, everybody sees what changed."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from denyut.drafting.actions.fields import write_key_result, write_objective
from denyut.drafting.actions.ordering import place_key_result, place_objective, propose_set, publish_set
from denyut.drafting.sets import number_of, set_of, topic_of
from denyut.drafting.widgets import draw_together
from denyut.live.frames import entries
from denyut.okr.actions import add_key_result, add_objective, change_objective, move_objective
from denyut.okr.models import Cycle, KeyResult, Objective, Revision
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from denyut.spine.topics import may_listen
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db

type SignedIn = Callable[[Person], Client]


class Draft:
    """Mei's draft "Answer faster" in Customer Service with the key results `median` and `rules`."""

    def __init__(self, world: World, goals: Goals) -> None:
        self.cycle = goals.quarter
        self.goal = add_objective(
            world.mei, self.cycle, title="Answer customers faster", department=world.service, state="draft"
        )
        self.median = add_key_result(world.mei, self.goal, title="Median response", unit="min", baseline=Decimal(30))
        self.rules = add_key_result(world.mei, self.goal, title="Assignment rules", target=Decimal(12), owner=world.bo)
        self.topic, self.number = topic_of(self.cycle.pk, world.service.pk)
        self.page = f"/cycles/{self.cycle.pk}/drafting/?department={world.service.pk}"

    def again(self) -> "Draft":
        for goal in (self.goal, self.median, self.rules):
            goal.refresh_from_db()
        return self


@pytest.fixture
def draft(world: World, goals: Goals) -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield Draft(world, goals)


def field(goal: Objective | KeyResult, name: str) -> str:
    kind = "objective" if isinstance(goal, Objective) else "key_result"
    return reverse(f"drafting:{kind}_field", args=[goal.pk, name])


# The deeds


def test_write_objective_changes_one_field_and_leaves_all_others(draft: Draft, bo: Person) -> None:
    draft.goal.description, draft.goal.ambition = "So that they stay", "aspirational"
    draft.goal.save()
    written = write_objective(bo, draft.goal, field="title", value=" Answer  everybody ", was="Answer customers faster")
    assert (written.title, written.description, written.ambition) == (
        "Answer everybody",
        "So that they stay",
        "aspirational",
    )
    assert (written.owner, written.department_id, written.state) == (
        draft.goal.owner,
        draft.goal.department_id,
        "draft",
    )
    revision = Revision.objects.get(objective=draft.goal, key_result=None)
    assert (revision.author, revision.changes) == (bo, {"title": ["Answer customers faster", "Answer everybody"]})


def test_write_key_result_changes_numbers_and_people(draft: Draft, mei: Person, bo: Person) -> None:
    kr = write_key_result(mei, draft.median, field="target", value="18.50", was="100")
    kr = write_key_result(mei, kr, field="owner", value=str(bo.pk), was=str(mei.pk))
    kr = write_key_result(mei, kr, field="kind", value="at_most", was="metric")
    assert (kr.target, kr.owner, kr.kind) == (Decimal("18.5"), bo, "at_most")
    assert (kr.title, kr.unit, kr.baseline) == ("Median response", "min", Decimal(30))


def test_words_that_two_people_changed_apart_are_both_kept(draft: Draft, mei: Person, bo: Person) -> None:
    was = draft.goal.title
    write_objective(mei, draft.goal, field="title", value="Answer customers much faster today", was=was)
    both = write_objective(bo, draft.goal, field="title", value="Help customers faster", was=was)
    assert both.title == "Help customers much faster today"


def test_the_same_words_changed_by_two_are_refused_and_nothing_is_lost(draft: Draft, mei: Person, bo: Person) -> None:
    was = draft.goal.title
    write_objective(mei, draft.goal, field="title", value="Answer customers sooner", was=was)
    with pytest.raises(Conflict) as refusal:
        write_objective(bo, draft.goal, field="title", value="Answer customers quicker", was=was)
    assert (refusal.value.code, refusal.value.field) == ("changed_meanwhile", "title")
    assert draft.again().goal.title == "Answer customers sooner"


def test_two_numbers_are_never_merged(draft: Draft, mei: Person, bo: Person) -> None:
    write_key_result(mei, draft.median, field="target", value="20", was="100")
    with pytest.raises(Conflict):
        write_key_result(bo, draft.median, field="target", value="18", was="100")
    assert write_key_result(bo, draft.median, field="target", value="20.0", was="100").target == 20
    assert write_key_result(bo, draft.median, field="target", value="18", was="20.000").target == 18


def test_writing_what_stands_there_changes_nothing(draft: Draft, mei: Person) -> None:
    before = Event.objects.count()
    write_objective(mei, draft.goal, field="title", value=draft.goal.title, was="whatever")
    write_objective(mei, draft.goal, field="title", value="old words", was="old words")
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("state", "active", "not_a_choice"),
        ("target", "many", "not_a_number"),
        ("target", "30", "no_way"),
        ("owner", "x", "no_such_person"),
        ("owner", "987654", "no_such_person"),
        ("title", "", "title"),
    ],
)
def test_write_key_result_is_invalid_with(draft: Draft, mei: Person, name: str, value: str, code: str) -> None:
    was = {"target": "100", "owner": str(mei.pk), "title": draft.median.title}.get(name, "")
    with pytest.raises(Invalid) as refusal:
        write_key_result(mei, draft.median, field=name, value=value, was=was)
    assert refusal.value.code == code


@pytest.mark.parametrize("who", ["dora", "aldo"])
def test_write_is_refused_to(draft: Draft, world: World, who: str) -> None:
    with pytest.raises(Refused):
        write_objective(getattr(world, who), draft.goal, field="title", value="Mine", was=draft.goal.title)
    with pytest.raises(Refused):
        write_key_result(getattr(world, who), draft.rules, field="title", value="Mine", was=draft.rules.title)
    with pytest.raises(Refused):
        place_objective(getattr(world, who), draft.goal, to="up")


def test_what_is_published_is_not_written_here(draft: Draft, mei: Person) -> None:
    move_objective(mei, draft.goal, to="active")
    with pytest.raises(Conflict) as refusal:
        write_objective(mei, draft.goal, field="title", value="Other", was=draft.goal.title)
    assert refusal.value.code == "published"


def test_members_draft_together_and_those_who_answer_for_it_publish(draft: Draft, bo: Person, cem: Person) -> None:
    assert propose_set(bo, draft.cycle, department=draft.goal.department) == draft.cycle
    assert draft.again().goal.state == "proposed"
    with pytest.raises(Refused, match="publishes"):
        publish_set(bo, draft.cycle, department=draft.goal.department)
    with pytest.raises(Refused, match="publishes"):
        move_objective(bo, draft.goal, to="active")
    publish_set(cem, draft.cycle, department=draft.goal.department)
    assert draft.again().goal.state == "active"
    with pytest.raises(Refused, match="changes this objective"):
        move_objective(bo, draft.goal, to="paused")


def test_a_set_without_drafts_can_be_neither_proposed_nor_published(goals: Goals, ada: Person) -> None:
    for deed in (propose_set, publish_set):
        with pytest.raises(Conflict) as refusal:
            deed(ada, goals.quarter)
        assert refusal.value.code == "nothing_drafted"


def test_a_set_is_published_whole_or_not_at_all(draft: Draft, world: World) -> None:
    add_objective(world.bo, draft.cycle, title="By Bo", department=world.service, state="draft")
    with pytest.raises(Refused):
        publish_set(world.bo, draft.cycle, department=world.service)
    assert not Objective.objects.filter(state="active", title__in=["By Bo", draft.goal.title]).exists()


def test_goals_move_up_and_down_among_the_drafts(draft: Draft, world: World, goals: Goals) -> None:
    other = add_objective(world.bo, draft.cycle, title="Second", department=world.service, state="draft")
    place_objective(world.bo, other, to="up")
    order = list(Objective.objects.filter(department=world.service).values_list("pk", flat=True))
    assert order == [goals.speed.pk, other.pk, draft.goal.pk]
    before = Event.objects.count()
    place_objective(world.bo, other, to="up")
    assert Event.objects.count() == before
    place_objective(world.bo, other, to="down")
    assert list(Objective.objects.filter(department=world.service).values_list("pk", flat=True)) == [
        goals.speed.pk,
        draft.goal.pk,
        other.pk,
    ]
    with pytest.raises(Invalid):
        place_objective(world.bo, other, to="left")


def test_key_results_move_and_the_boards_row_is_drawn_anew(draft: Draft, bo: Person) -> None:
    version = draft.goal.version
    place_key_result(bo, draft.rules, to="up")
    assert list(draft.goal.key_results.values_list("pk", flat=True)) == [draft.rules.pk, draft.median.pk]
    assert Objective.objects.get(pk=draft.goal.pk).version > version


# Live


def frames(draft: Draft, since: int) -> list[str]:
    events = list(Event.objects.filter(pk__gt=since))
    found = entries(events, ["en"], frozenset({draft.topic}))
    return [frame.lines.decode() for entry in found for frame in entry.frames.get("en", ())]


def latest() -> int:
    return Event.objects.latest("pk").pk


def test_a_field_that_changes_reaches_everybody_on_the_set(draft: Draft, bo: Person) -> None:
    since = latest()
    write_key_result(bo, draft.median, field="target", value="18", was="100")
    [frame] = frames(draft, since)
    assert f'data-replace="#draft-objective-{draft.goal.pk}"' in frame
    assert 'shown="18" value="18"' in frame


def test_new_goals_appear_and_gone_ones_go(draft: Draft, world: World) -> None:
    since = latest()
    new = add_objective(world.bo, draft.cycle, title="Second", department=world.service, state="draft")
    [frame] = frames(draft, since)
    assert f'data-append="#draft-{draft.number}-list" data-id="draft-objective-{new.pk}"' in frame
    since = latest()
    move_objective(world.cem, new, to="active")
    assert frames(draft, since)[0].startswith(
        f'data: <template data-topics="{draft.topic}" data-remove="#draft-objective-{new.pk}">'
    )


def test_a_private_draft_is_drawn_for_nobody_on_the_set(draft: Draft, world: World) -> None:
    since = latest()
    secret = add_objective(
        world.mei, draft.cycle, title="Secret", department=world.service, state="draft", visibility="private"
    )
    write_objective(world.mei, secret, field="title", value="Very secret", was="Secret")
    assert "ecret" not in "".join(frames(draft, since))
    own = entries(list(Event.objects.filter(pk__gt=since)), ["en"], frozenset({f"okr:{secret.pk}"}))
    assert "Very secret" in own[-1].frames["en"][-1].lines.decode()


def test_the_order_is_told(draft: Draft, world: World) -> None:
    other = add_objective(world.bo, draft.cycle, title="Second", department=world.service, state="draft")
    since = latest()
    place_objective(world.bo, other, to="up")
    assert f'data-order="{other.pk} {draft.goal.pk}"' in "".join(frames(draft, since))


def test_a_goal_that_goes_to_another_department_leaves_every_page_of_the_cycle(draft: Draft, world: World) -> None:
    since = latest()
    change_objective(world.ada, draft.goal, title=draft.goal.title, department=world.warehouse)
    [entry] = entries(list(Event.objects.filter(pk__gt=since)), ["en"], frozenset({f"cycle:{draft.cycle.pk}"}))
    [frame] = [f for f in entry.frames["en"] if f.key[0] == "drafting.moved_away"]
    assert f'data-remove="#draft-objective-{draft.goal.pk}"' in frame.lines.decode()


def test_sets_have_numbers_and_only_those_that_exist_are_heard(draft: Draft, world: World) -> None:
    assert set_of(number_of(3, 5)) == (3, 5)
    assert set_of(number_of(3, None)) == (3, None)
    heard = [f"draft:{number_of(draft.cycle.pk, pk)}" for pk in (world.service.pk, None)]
    assert all(may_listen(world.dora, name) for name in heard)
    unheard = ["draft", "draft:5", f"draft:{number_of(draft.cycle.pk, 99_999)}", f"draft:{number_of(99_999, None)}"]
    assert not any(may_listen(world.dora, name) for name in unheard)


# The page


def test_the_page_shows_the_drafts_of_one_set(draft: Draft, world: World, goals: Goals, signed_in: SignedIn) -> None:
    page = signed_in(world.bo).get(draft.page).content.decode()
    assert f'topics="{draft.topic} cycle:{draft.cycle.pk}"' in page
    assert [draft.goal.title in page, goals.speed.title in page, "Median response" in page] == [True, False, True]
    assert "data-locked" not in page
    company = signed_in(world.bo).get(f"/cycles/{draft.cycle.pk}/drafting/").content.decode()
    assert draft.goal.title not in company


def test_whoever_may_not_write_reads_and_learns_why(draft: Draft, world: World, signed_in: SignedIn) -> None:
    page = signed_in(world.dora).get(draft.page).content.decode()
    assert "data-locked" in page
    assert "You set goals in your own department" in page
    assert "Propose" not in page


@pytest.mark.parametrize("wrong", ["department=x", "department=987654", "department=²"])
def test_a_set_that_is_not_there_is_not_found(draft: Draft, mei: Person, signed_in: SignedIn, wrong: str) -> None:
    assert signed_in(mei).get(f"/cycles/{draft.cycle.pk}/drafting/?{wrong}").status_code == 404
    assert signed_in(mei).get("/cycles/987654/drafting/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_draft_and_for_three(
    draft: Draft, world: World, signed_in: SignedIn, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count - 1):
        more = add_objective(world.bo, draft.cycle, title=f"G{number}", department=world.service, state="draft")
        add_key_result(world.bo, more, title="K")
    browser = signed_in(world.bo)
    with django_assert_num_queries(12):
        browser.get(draft.page)


def test_a_private_draft_is_shown_to_those_who_may_see_it(draft: Draft, world: World, signed_in: SignedIn) -> None:
    Objective.objects.filter(pk=draft.goal.pk).update(visibility="private")
    assert f"okr:{draft.goal.pk}" in signed_in(world.cem).get(draft.page).content.decode()
    for who in (world.bo, world.dora):
        page = signed_in(who).get(draft.page).content.decode()
        assert draft.goal.title not in page
        assert f"okr:{draft.goal.pk}" not in page
        answer = signed_in(who).post(field(draft.goal, "title"), {"value": "x", "was": draft.goal.title})
        assert answer.status_code == 404


def write(browser: Client, goal: Objective | KeyResult, name: str, value: str, was: str) -> HttpResponse:
    headers = {"HX-Request": "true"}
    return browser.post(field(goal, name), {"value": value, "was": was}, headers=headers)  # type: ignore[return-value]


def test_a_field_is_saved_and_answers_with_what_stands_there(draft: Draft, bo: Person, signed_in: SignedIn) -> None:
    answer: Any = write(signed_in(bo), draft.median, "target", "1,234.50", "100")
    assert (answer.status_code, answer.json()["value"], answer.json()["shown"]) == (200, "1234.5", "1,234.5")
    assert (answer.json()["note"], answer.json()["version"]) == ("", draft.again().median.edition)


def test_numbers_are_read_in_the_writers_language(draft: Draft, bo: Person, signed_in: SignedIn) -> None:
    Person.objects.filter(pk=bo.pk).update(language="id")
    answer: Any = write(signed_in(bo), draft.median, "target", "18,5", "100")
    assert answer.json() | {"version": 0} == {"value": "18.5", "shown": "18,5", "version": 0, "note": ""}
    assert draft.again().median.target == Decimal("18.5")


def test_a_merge_says_so(draft: Draft, mei: Person, bo: Person, signed_in: SignedIn) -> None:
    was = draft.goal.title
    write_objective(mei, draft.goal, field="title", value=f"{was} today", was=was)
    answer: Any = write(signed_in(bo), draft.goal, "title", "Help customers faster", was)
    assert answer.json()["value"] == "Help customers faster today"
    assert answer.json()["note"] == "Somebody else wrote here too. Both changes are in it now."


def test_a_clash_shows_both_and_who_wrote(draft: Draft, mei: Person, bo: Person, signed_in: SignedIn) -> None:
    was = draft.goal.title
    write_objective(mei, draft.goal, field="title", value="Answer customers <sooner>", was=was)
    answer = write(signed_in(bo), draft.goal, "title", "Answer customers quicker", was)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Mei Lin wrote “Answer customers &lt;sooner&gt;” meanwhile." in html
    assert "You wrote “Answer customers quicker”." in html
    assert 'data-theirs="Answer customers &lt;sooner&gt;"' in html
    kept: Any = write(signed_in(bo), draft.goal, "title", "Answer customers quicker", "Answer customers <sooner>")
    assert kept.json()["value"] == "Answer customers quicker"


def test_a_clash_names_people_and_kinds(draft: Draft, world: World, signed_in: SignedIn) -> None:
    write_key_result(world.mei, draft.rules, field="owner", value=str(world.cem.pk), was=str(world.bo.pk))
    html = write(signed_in(world.bo), draft.rules, "owner", str(world.mei.pk), str(world.bo.pk)).content.decode()
    assert "Mei Lin wrote “Cem Arslan” meanwhile." in html
    assert "You wrote “Mei Lin”." in html
    write_key_result(world.mei, draft.rules, field="kind", value="binary", was="metric")
    html = write(signed_in(world.bo), draft.rules, "kind", "manual", "metric").content.decode()
    assert "You wrote “A percentage judged by hand”." in html


@pytest.mark.parametrize(
    ("name", "value", "status", "words"),
    [
        ("target", "many", 422, "is not a number"),
        ("target", "", 422, "required"),
        ("target", "30", 422, "Start and target are the same"),
        ("title", " ", 422, "Give it a title"),
        ("state", "active", 422, "is not among the choices"),
    ],
)
def test_a_field_that_makes_no_sense_says_why(
    draft: Draft, mei: Person, signed_in: SignedIn, name: str, value: str, status: int, words: str
) -> None:
    was = {"target": "100", "title": draft.median.title}.get(name, "")
    answer = write(signed_in(mei), draft.median, name, value, was)
    assert (answer.status_code, words in answer.content.decode()) == (status, True)


def test_the_forms_of_the_page_do_their_deeds(draft: Draft, world: World, signed_in: SignedIn) -> None:
    mei = signed_in(world.mei)
    done = [
        mei.post(f"/cycles/{draft.cycle.pk}/drafting/objectives/", {"title": "New", "department": world.service.pk}),
        mei.post(f"/drafting/objectives/{draft.goal.pk}/key-results/", {"title": "Third"}),
        mei.post(f"/drafting/objectives/{draft.goal.pk}/place/", {"to": "down"}),
        mei.post(f"/drafting/key-results/{draft.rules.pk}/place/", {"to": "up"}),
        mei.post(f"/drafting/key-results/{draft.median.pk}/removal/"),
    ]
    assert [answer.status_code for answer in done] == [204] * 5
    new = Objective.objects.get(title="New")
    assert (new.state, new.department, new.owner) == ("draft", world.service, world.mei)
    alive = draft.goal.key_results.exclude(state="cancelled")
    assert [kr.title for kr in alive] == ["Assignment rules", "Third"]
    assert mei.post(f"/drafting/objectives/{new.pk}/removal/").status_code == 204
    assert Objective.objects.get(pk=new.pk).is_cancelled


def test_propose_and_publish_by_their_buttons(draft: Draft, world: World, signed_in: SignedIn) -> None:
    words, cem = {"department": world.service.pk}, signed_in(world.cem)
    assert signed_in(world.bo).post(f"/cycles/{draft.cycle.pk}/drafting/proposal/", words)["Location"] == draft.page
    assert "publishes this objective" in signed_in(world.bo).get(draft.page).content.decode()
    answer = cem.post(f"/cycles/{draft.cycle.pk}/drafting/publication/", words)
    assert answer["Location"] == f"/?cycle={draft.cycle.pk}"
    assert draft.again().goal.state == "active"
    assert draft.goal.title not in cem.get(draft.page).content.decode()


def test_the_cycles_page_leads_here(draft: Draft, world: World, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        html = draw_together(world.dora, {"cycle": draft.cycle})
    assert f'href="/cycles/{draft.cycle.pk}/drafting/?department={world.warehouse.pk}"' in html
    assert draft.page in html
    assert html.count("1 draft<") == 1
    assert draw_together(world.dora, {"cycle": Cycle(pk=1, closed_at=TODAY)}) == ""
