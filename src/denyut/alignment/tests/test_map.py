"""The map's page: who sees what, what stands where, and who is held up by whom."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.alignment.rows import faces
from denyut.okr.actions import add_key_result, add_objective, open_cycle
from denyut.okr.models import Edge, Objective
from denyut.people.models import Person
from denyut.spine import clock
from tests.goals import TODAY, Goals
from tests.pages import whole_page
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]
HALF = Decimal("0.5")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    faces.forget()
    with time_machine.travel(TODAY, tick=False):
        yield


def join(source: Objective, target: Objective, kind: str, state: str = "accepted") -> Edge:
    return Edge.objects.create(
        kind=kind,
        state=state,
        from_objective=source,
        to_objective=target,
        proposed_by=source.owner,
        proposed_at=clock.now(),
        asked=target.owner,
    )


def page(browser: Client, query: str = "") -> str:
    answer = browser.get(f"/map/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def boxes(html: str) -> list[int]:
    return [int(number) for number in re.findall(r'<a class="goal[^>]* id="goal-(\d+)"', html)]


def corner(html: str, goal: Objective) -> tuple[int, int]:
    found = re.search(rf'id="goal-{goal.pk}"[^>]*translate\((\d+) (\d+)\)', html)
    assert found
    return int(found[1]), int(found[2])


def box(html: str, goal: Objective) -> str:
    found = re.search(rf'<a class="goal[^"]*" id="goal-{goal.pk}".*?</a>', html, re.DOTALL)
    assert found
    return found[0]


@pytest.fixture
def late(goals: Goals) -> Goals:
    """Mei's objective is far behind: it holds up whoever depends on it. The company's stands well."""
    Objective.objects.filter(pk=goals.company.pk).update(progress=HALF)
    return goals


def test_the_tree_says_who_serves_whom(world: World, late: Goals, signed_in: Browser) -> None:
    shown = page(signed_in(world.dora), "?view=tree")
    assert boxes(shown) == [late.company.pk, late.speed.pk]
    assert 'role="treeitem" aria-level="1" aria-posinset="1" aria-setsize="1" aria-expanded="true"' in box(
        shown, late.company
    )
    assert 'role="treeitem" aria-level="2" aria-posinset="1" aria-setsize="1"' in box(shown, late.speed)
    assert f'data-back="{late.company.pk}"' in box(shown, late.speed)
    assert f'href="/objectives/{late.speed.pk}/"' in box(shown, late.speed)
    assert 'aria-label="Answer 40% faster. Off track, 0%. Owner: Mei Lin."' in box(shown, late.speed)


def test_the_tree_starts_where_the_reader_starts(world: World, late: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.dora)
    plain = page(browser, "?view=tree")
    Person.objects.filter(pk=world.dora.pk).update(language="ar")
    mirrored = page(browser, "?view=tree")
    width = int(re.findall(r'<svg class="map" width="(\d+)"', mirrored)[0])
    for goal in (late.company, late.speed):
        assert corner(plain, goal)[0] + 220 + corner(mirrored, goal)[0] == width
    assert corner(plain, late.company)[0] < corner(plain, late.speed)[0]


def test_whoever_depends_on_a_goal_in_trouble_is_blocked(world: World, late: Goals, signed_in: Browser) -> None:
    stock = add_objective(world.cem, late.quarter, title="Stock is right", owner=world.dora)
    Objective.objects.filter(pk=stock.pk).update(progress=HALF)
    join(stock, late.speed, "depends")
    shown = page(signed_in(world.dora), "?view=tree")
    assert "Owner: Dora Putri. Blocked by Answer 40% faster." in box(shown, stock)
    assert "line--depends line--blocking" in shown
    assert "1 blocked" in shown


def test_what_is_only_proposed_blocks_nobody(world: World, late: Goals, signed_in: Browser) -> None:
    stock = add_objective(world.cem, late.quarter, title="Stock is right")
    join(stock, late.speed, "depends", "proposed")
    shown = page(signed_in(world.dora), "?view=tree")
    assert "Blocked by" not in shown
    assert "line--depends line--proposed" in shown


@pytest.mark.parametrize("state", ["declined", "ended"])
def test_what_was_refused_or_is_over_is_not_drawn(world: World, late: Goals, signed_in: Browser, state: str) -> None:
    stock = add_objective(world.cem, late.quarter, title="Stock is right")
    join(stock, late.speed, "depends", state)
    assert "data-ends" in page(signed_in(world.dora), "?view=tree")
    assert f'data-ends="{stock.pk} {late.speed.pk}"' not in page(signed_in(world.dora), "?view=tree")


def test_a_goal_put_off_blocks_too(world: World, late: Goals, signed_in: Browser) -> None:
    Objective.objects.filter(pk=late.speed.pk).update(progress=HALF, state="postponed")
    stock = add_objective(world.cem, late.quarter, title="Stock is right")
    join(stock, late.speed, "depends")
    assert "Blocked by Answer 40% faster." in box(page(signed_in(world.dora), "?view=tree"), stock)


def test_key_results_stand_for_their_objectives(world: World, late: Goals, signed_in: Browser) -> None:
    stock = add_objective(world.cem, late.quarter, title="Stock is right")
    needed = add_key_result(world.cem, stock, title="Counted shelves")
    edge = join(stock, late.speed, "depends")
    Edge.objects.filter(pk=edge.pk).update(
        from_objective=None, from_key_result=needed, to_objective=None, to_key_result=late.median
    )
    assert "Blocked by Answer 40% faster." in box(page(signed_in(world.dora), "?view=tree"), stock)


def test_a_private_goal_is_counted_and_says_nothing_else(world: World, late: Goals, signed_in: Browser) -> None:
    secret = add_objective(world.cem, late.quarter, title="Secret plan", owner=world.mei, visibility="private")
    stock = add_objective(world.cem, late.quarter, title="Stock is right", parent=secret)
    join(stock, secret, "depends")
    for view in ("tree", "graph", "list"):
        shown = page(signed_in(world.dora), f"?view={view}")
        assert (secret.pk in boxes(shown), "Secret" in shown, "Blocked" in shown) == (False, False, False)
        assert "1 private goal is not shown" in shown
    assert "Blocked by Secret plan." in box(page(signed_in(world.mei), "?view=tree"), stock)
    assert "not shown" not in page(signed_in(world.mei), "?view=tree")
    assert signed_in(world.dora).get(f"/map/?around={secret.pk}").status_code == 404
    assert boxes(page(signed_in(world.dora), f"?around={stock.pk}&view=tree")) == [stock.pk]


def test_a_department_shows_its_goals_with_those_inside_it_and_those_they_serve(
    world: World, late: Goals, signed_in: Browser
) -> None:
    inner = add_objective(world.cem, late.quarter, title="Chat", department=world.chat_team, parent=late.speed)
    add_objective(world.ada, late.quarter, title="Shelves", department=world.warehouse)
    shown = page(signed_in(world.dora), f"?view=tree&department={world.service.pk}")
    assert boxes(shown) == [late.company.pk, late.speed.pk, inner.pk]
    assert "goal--beyond" in box(shown, late.company)
    assert "goal--beyond" not in box(shown, inner)


def test_a_person_shows_their_goals_with_those_they_serve(world: World, late: Goals, signed_in: Browser) -> None:
    add_objective(world.ada, late.quarter, title="Shelves", owner=world.dora)
    shown = page(signed_in(world.bo), f"?view=tree&person={world.mei.pk}")
    assert boxes(shown) == [late.company.pk, late.speed.pk]
    assert f'<option value="{world.mei.pk}" selected>Mei Lin</option>' in shown


def test_a_quarter_hangs_on_its_year_and_a_year_shows_its_quarters(
    world: World, late: Goals, signed_in: Browser
) -> None:
    year = open_cycle(world.ada, name="2026", kind="year", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    late.quarter.parent = year
    late.quarter.save()
    top = add_objective(world.ada, year, title="Be trusted most")
    Objective.objects.filter(pk=late.company.pk).update(parent=top)
    browser = signed_in(world.dora)
    quarter = page(browser, f"?view=tree&cycle={late.quarter.pk}")
    assert boxes(quarter) == [top.pk, late.company.pk, late.speed.pk]
    assert "goal--beyond" in box(quarter, top)
    assert boxes(page(browser, f"?view=tree&cycle={year.pk}")) == [top.pk, late.company.pk, late.speed.pk]
    lanes = page(browser, f"?view=tree&cycle={year.pk}&by=cycle")
    assert re.findall(r'<g class="map__band">.*?<text[^>]*>([^<]*)', lanes) == ["2026", "Q4 2026"]


def test_a_cycle_that_is_not_there_is_not_found(world: World, late: Goals, signed_in: Browser) -> None:
    assert signed_in(world.dora).get("/map/?cycle=999").status_code == 404


@pytest.mark.parametrize("query", ["?cycle=x", "?view=x&by=x&department=-1", "?around=0", "?open=a,,1&shut=²"])
def test_words_that_make_no_sense_are_left_out(world: World, late: Goals, signed_in: Browser, query: str) -> None:
    assert boxes(page(signed_in(world.dora), query)) == [late.company.pk, late.speed.pk]


def test_links_show_only_goals_that_have_some(world: World, late: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.dora)
    assert "No links yet" in page(browser, "?view=graph")
    stock = add_objective(world.cem, late.quarter, title="Stock is right")
    join(stock, late.speed, "conflicts")
    shown = page(browser, "?view=graph")
    assert (sorted(boxes(shown)), "treeitem" in shown) == ([late.speed.pk, stock.pk], False)
    assert "1 goal without such links is in the tree." in shown


def test_links_reach_into_other_cycles(world: World, late: Goals, signed_in: Browser) -> None:
    next_quarter = open_cycle(world.ada, name="Q1 2027", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))
    later = add_objective(world.ada, next_quarter, title="Then grow")
    join(later, late.speed, "contributes")
    shown = page(signed_in(world.dora), f"?view=graph&cycle={late.quarter.pk}")
    assert sorted(boxes(shown)) == sorted([late.speed.pk, later.pk])
    assert "goal--beyond" in box(shown, later)


def test_the_list_nests_families_and_names_links(world: World, late: Goals, signed_in: Browser) -> None:
    stock = add_objective(world.cem, late.quarter, title="Stock <b>is</b> right")
    join(stock, late.speed, "depends")
    join(late.company, stock, "supports", "proposed")
    shown = page(signed_in(world.dora), "?view=list")
    assert '<svg class="map"' not in shown
    assert "<summary>1 goal serves it</summary>" in shown
    for words in ("Depends on: ", "Needed by: ", "Supports (proposed): ", "Blocked by Answer 40% faster"):
        assert words in shown
    assert ("<b>is</b>" in shown, "Stock &lt;b&gt;is&lt;/b&gt; right" in shown) == (False, True)
    assert shown.count("<ul") - shown.count("</ul>") == 0
    goals = shown[shown.index("<main") : shown.index("</main>")]
    assert goals.count("<details") == goals.count("</details>") == 1


def test_where_nobody_chose_a_view_there_is_a_list_for_phones(world: World, late: Goals, signed_in: Browser) -> None:
    shown = page(signed_in(world.dora))
    assert 'class="map-list phone-only"' in shown
    assert '<goal-map class="stage wide-only"' in shown


def test_lanes_are_named(world: World, late: Goals, signed_in: Browser) -> None:
    names = r'<g class="map__band">.*?<text[^>]*>([^<]*)'
    by_department = page(signed_in(world.dora), "?view=tree&by=department")
    by_person = page(signed_in(world.dora), "?view=tree&by=person")
    assert re.findall(names, by_department) == ["Whole company", "Customer Service"]
    assert re.findall(names, by_person) == ["Ada Pratiwi", "Mei Lin"]


def test_the_pages_script_gets_the_drawing_alone(world: World, late: Goals, signed_in: Browser) -> None:
    answer = signed_in(world.dora).get("/map/?view=tree", headers={"HX-Request": "true"})
    assert answer.content.decode().strip().startswith('<svg class="map"')


def test_a_large_map_folds_deep_branches_and_opens_them_when_asked(
    world: World, late: Goals, signed_in: Browser
) -> None:
    grown = {"cycle": late.quarter, "owner": world.mei, "made_at": clock.now(), "progress": HALF}
    Objective.objects.bulk_create(Objective(title=f"Leaf {i}", parent=late.speed, **grown) for i in range(90))
    deep = Objective.objects.create(title="Deep", parent=Objective.objects.get(title="Leaf 0"), **grown)
    browser = signed_in(world.dora)
    shown = page(browser, "?view=tree")
    assert (len(boxes(shown)), deep.pk in boxes(shown), "Show 1 goal below" in shown) == (92, False, True)
    address = re.findall(r'<a class="fold fold--shut" id="fold-\d+" href="([^"]*)"', shown)[0]
    assert deep.pk in boxes(page(browser, unescape(address)))
    join(deep, late.speed, "depends")
    hiding = page(browser, "?view=tree")
    assert "fold fold--shut fold--hiding" in hiding
    assert f'data-ends="{deep.parent_id} {late.speed.pk}"' in hiding
    assert boxes(page(browser, f"?view=tree&shut={late.company.pk}")) == [late.company.pk]
    assert len(boxes(page(browser, "?view=tree&open=all"))) == 93


def test_without_a_cycle_there_is_no_map(world: World, signed_in: Browser) -> None:
    assert "No cycle yet" in page(signed_in(world.dora))


def queries(browser: Client, address: str) -> int:
    faces.forget()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("view", ["", "tree", "graph", "list"])
def test_the_map_costs_the_same_with_one_linked_goal_and_with_three(
    world: World, late: Goals, signed_in: Browser, view: str
) -> None:
    browser, address = signed_in(world.dora), f"/map/?view={view}&by=department"
    stock = add_objective(world.cem, late.quarter, title="Stock 0", department=world.service)
    join(stock, late.speed, "depends")
    browser.get("/")
    few = queries(browser, address)
    for number in (1, 2):
        more = add_objective(
            world.cem, late.quarter, title=f"Stock {number}", owner=world.bo, department=world.chat_team, parent=stock
        )
        join(more, stock, "depends")
    assert queries(browser, address) == few <= 14


def test_what_is_around_a_goal_costs_the_same_with_one_and_with_three(
    world: World, late: Goals, signed_in: Browser
) -> None:
    browser, address = signed_in(world.dora), f"/map/?around={late.speed.pk}"
    stock = add_objective(world.cem, late.quarter, title="Stock 0")
    join(stock, late.speed, "depends")
    browser.get("/")
    few = queries(browser, address)
    for number in (1, 2):
        join(add_objective(world.cem, late.quarter, title=f"Stock {number}"), late.speed, "depends")
        add_objective(world.cem, late.quarter, title=f"Child {number}", parent=late.speed)
    assert queries(browser, address) == few <= 14


def test_around_a_goal_stand_its_parents_children_and_all_it_needs(
    world: World, late: Goals, signed_in: Browser
) -> None:
    far, near, child, other = (
        add_objective(world.cem, late.quarter, title=title, parent=parent)
        for title, parent in (("Far", None), ("Near", None), ("Child", late.speed), ("Other", late.company))
    )
    Objective.objects.filter(pk=near.pk).update(progress=HALF)
    join(late.speed, near, "depends")
    join(near, far, "depends")
    shown = page(signed_in(world.dora), f"?around={late.speed.pk}&view=graph")
    assert sorted(boxes(shown)) == sorted([late.company.pk, late.speed.pk, child.pk, near.pk, far.pk])
    assert other.pk not in boxes(shown)
    assert "goal--middle" in box(shown, late.speed)
    assert "Blocked by Far." in box(shown, late.speed)


def test_the_page_of_a_goal_shows_what_is_around_it(world: World, late: Goals, signed_in: Browser) -> None:
    shown = whole_page(signed_in(world.dora), f"/objectives/{late.speed.pk}/")
    assert "Around this goal" in shown
    assert boxes(shown) == [late.company.pk, late.speed.pk]


def test_the_page_of_a_goal_that_stands_alone_shows_nothing_around_it(
    world: World, late: Goals, signed_in: Browser
) -> None:
    alone = add_objective(world.cem, late.quarter, title="Alone")
    assert "Around this goal" not in signed_in(world.dora).get(f"/objectives/{alone.pk}/").content.decode()
