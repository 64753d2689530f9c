"""The layouts of the map: nothing overlaps, children stand behind their parents, every goal once, always the same."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from denyut.alignment.map.forest import Forest, folded, forest_of
from denyut.alignment.map.graph import layered
from denyut.alignment.map.grid import Grid, Lane, Place
from denyut.alignment.map.lanes import in_lanes, within_lanes
from denyut.alignment.map.layers import directed, layers_of
from denyut.alignment.map.links import Link, Tie, between, moved_to
from denyut.alignment.map.orders import crossings, ordered
from denyut.alignment.map.rows import settled
from denyut.alignment.map.tree import tidy
from denyut.alignment.map.ways import Ways, ways_of

GRID = Grid()
LANES = "abc"

type Parents = dict[int, int | None]

# Any number may stand above any other, also one that is not there, itself, or one below it.
parents_of_any_kind = st.dictionaries(
    st.integers(1, 40), st.one_of(st.none(), st.integers(1, 45)), min_size=1, max_size=40
)


@st.composite
def families(draw: st.DrawFn, size: int = 60) -> Parents:
    count = draw(st.integers(1, size))
    return {
        goal: draw(st.one_of(st.none(), st.integers(1, goal - 1))) if goal > 1 else None for goal in range(1, count + 1)
    }


@st.composite
def webs(draw: st.DrawFn) -> tuple[list[int], list[Link], dict[int, str]]:
    count = draw(st.integers(1, 25))
    ends = st.integers(1, count)
    links = draw(st.lists(st.builds(Link, ends, ends, st.sampled_from(Tie), st.booleans()), max_size=40))
    goals = list(range(1, count + 1))
    return goals, between(links, goals), {goal: draw(st.sampled_from(LANES)) for goal in goals}


def overlapping(places: dict[int, Place], grid: Grid = GRID) -> list[tuple[int, int]]:
    return [
        (one, other)
        for one, other in combinations(places, 2)
        if abs(places[one].inline - places[other].inline) < grid.box_inline
        and abs(places[one].block - places[other].block) < grid.box_block
    ]


@given(parents_of_any_kind)
def test_every_goal_is_in_the_forest_once(parents: Parents) -> None:
    assert sorted(forest_of(parents).walk()) == sorted(parents)


def test_a_circle_is_cut_at_its_first_goal() -> None:
    forest = forest_of({3: 1, 1: 2, 2: 3, 4: 2})
    assert (forest.roots, forest.children) == ([3], {3: [2], 1: [], 2: [1, 4], 4: []})


@given(parents_of_any_kind)
def test_a_tidy_tree_overlaps_nowhere(parents: Parents) -> None:
    places = tidy(forest_of(parents), GRID)
    assert (sorted(places), overlapping(places)) == (sorted(parents), [])


@given(families())
def test_a_tidy_tree_puts_children_behind_their_parent_in_their_order(parents: Parents) -> None:
    forest = forest_of(parents)
    places = tidy(forest, GRID)
    for goal, children in forest.children.items():
        blocks = [places[child].block for child in children]
        assert {places[child].inline - places[goal].inline for child in children} <= {GRID.column}
        assert blocks == sorted(blocks)
        assert not children or blocks[0] <= places[goal].block <= blocks[-1]


@given(families())
def test_a_tidy_tree_starts_in_the_corner_and_is_always_the_same(parents: Parents) -> None:
    places = tidy(forest_of(parents), GRID)
    assert places == tidy(forest_of(dict(parents)), GRID)
    assert (min(p.inline for p in places.values()), min(p.block for p in places.values())) == (0, 0)


def test_a_short_branch_nestles_beside_a_tall_one() -> None:
    places = tidy(forest_of({1: None, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2}), GRID)
    assert places[3].block - places[2].block == GRID.row


def test_a_parent_stands_in_the_middle_of_its_children_but_near_the_first() -> None:
    few = tidy(forest_of({1: None, 2: 1, 3: 1}), GRID)
    many = tidy(forest_of({1: None} | dict.fromkeys(range(2, 40), 1)), GRID)
    assert (few[1].block, many[1].block) == (GRID.row // 2, GRID.row // 2)


def test_a_chain_of_thousands_is_drawn() -> None:
    parents: Parents = {1: None} | {goal: goal - 1 for goal in range(2, 5001)}
    assert tidy(forest_of(parents), GRID)[5000] == Place(4999 * GRID.column, 0)
    chain = [Link(goal, goal - 1, Tie.DEPENDS) for goal in range(2, 5001)]
    assert layered(list(parents), chain, GRID).places[5000] == Place(4999 * GRID.column, 0)


@given(families(), st.sets(st.integers(1, 60)), st.sets(st.integers(1, 60)))
def test_folding_hides_whole_branches(parents: Parents, opened: set[int], shut: set[int]) -> None:
    forest = forest_of(parents)
    seen = folded(forest, opened=opened, shut=shut)
    assert set(seen.shown_for) == set(parents)
    for goal, above in forest.parent.items():
        is_shown = seen.shown_for[goal] == goal
        assert is_shown == (seen.shown_for[above] == above and above not in seen.shut)
        assert is_shown or seen.shown_for[goal] == seen.shown_for[above]


def test_a_small_forest_is_open_and_a_large_one_is_folded_below_the_second_generation() -> None:
    small: Parents = {1: None, 2: 1, 3: 2, 4: 3}
    large = small | dict.fromkeys(range(5, 100), 2)
    assert folded(forest_of(small)).shut == set()
    assert folded(forest_of(large)).shut == {3}
    assert folded(forest_of(large), is_open=True).shut == set()
    assert folded(forest_of(large), opened={3}, shut={2}).shut == {2}


@given(families())
def test_sizes_count_what_stands_below(parents: Parents) -> None:
    forest = forest_of(parents)
    sizes = forest.sizes()
    assert all(sizes[goal] == sum(1 + sizes[child] for child in below) for goal, below in forest.children.items())


@given(webs())
def test_a_graph_shows_every_goal_once_and_overlaps_nowhere(web: tuple[list[int], list[Link], dict[int, str]]) -> None:
    goals, links, lane_of = web
    for lanes in (None, lane_of):
        graph = layered(goals, links, GRID, lanes)
        assert (sorted(graph.places), overlapping(graph.places)) == (goals, [])
        assert graph == layered(list(goals), list(links), GRID, lanes)


@given(webs())
def test_layers_follow_every_link_that_closes_no_circle(web: tuple[list[int], list[Link], dict[int, str]]) -> None:
    goals, links, _ = web
    forward = [(target, source) for target, source in directed(links) if target < source]
    layer = layers_of(goals, forward)
    assert all(layer[target] < layer[source] for target, source in forward)


def test_a_circle_still_gets_layers() -> None:
    assert layers_of([1, 2, 3], [(1, 2), (2, 3), (3, 1)]) == {1: 0, 2: 1, 3: 2}


def test_a_goal_stands_near_what_follows_it() -> None:
    assert layers_of([1, 2, 3, 4], [(1, 2), (2, 3), (4, 3)]) == {1: 0, 2: 1, 3: 2, 4: 1}


@given(webs())
def test_lanes_hold_their_own_goals_and_nothing_else(web: tuple[list[int], list[Link], dict[int, str]]) -> None:
    goals, links, lane_of = web
    graph = layered(goals, links, GRID, lane_of)
    stand_in_lanes(graph.places, graph.lanes, lane_of)


@given(families(), st.lists(st.sampled_from(LANES), min_size=60, max_size=60))
def test_trees_in_lanes_hold_their_own_goals_and_overlap_nowhere(parents: Parents, names: list[str]) -> None:
    lane_of = dict(zip(parents, names, strict=False))
    places, lanes = in_lanes(forest_of(within_lanes(parents, lane_of)), lane_of, GRID)
    assert (sorted(places), overlapping(places)) == (sorted(parents), [])
    stand_in_lanes(places, lanes, lane_of)


def stand_in_lanes(places: dict[int, Place], lanes: list[Lane], lane_of: dict[int, str]) -> None:
    assert all(one.block + one.size <= other.block for one, other in pairwise(lanes))
    assert {lane.key for lane in lanes} == set(lane_of.values())
    for lane in lanes:
        inside = {g for g, p in places.items() if lane.block <= p.block <= lane.block + lane.size - GRID.box_block}
        assert inside == {goal for goal, key in lane_of.items() if key == lane.key}


@given(st.lists(st.lists(st.integers(0, 9), max_size=3), min_size=1, max_size=10))
def test_ordering_never_crosses_more_than_before(near: list[list[int]]) -> None:
    first, then = [f"a{i}" for i in range(10)], [f"b{i}" for i in range(len(near))]
    before = {thing: [f"a{i}" for i in dict.fromkeys(ends)] for thing, ends in zip(then, near, strict=True)}
    swept = ordered([first, then], before, lambda _: 0)
    assert crossings(swept, before) <= crossings([first, then], before)
    assert [sorted(column) for column in swept] == [sorted(first), sorted(then)]


def test_ordering_untangles_a_cross() -> None:
    before = {"c": ["b"], "d": ["a"]}
    assert crossings(ordered([["a", "b"], ["c", "d"]], before, lambda _: 0), before) == 0


@given(st.lists(st.tuples(st.floats(-500, 500), st.integers(1, 50)), max_size=20))
def test_settled_rows_keep_their_order_and_their_room(wanted: list[tuple[float, int]]) -> None:
    wishes, heights = [wish for wish, _ in wanted], [height for _, height in wanted]
    rows = settled(wishes, heights, 0, 1000)
    ends = [row + height for row, height in zip(rows, heights, strict=True)]
    assert all(end <= row + 1e-6 for end, row in zip(ends, rows[1:], strict=False))
    assert not rows or (rows[0] >= 0 and ends[-1] <= 1000 + 1e-6)


def test_settled_rows_stand_where_they_wish_when_nobody_is_in_the_way() -> None:
    assert settled([10, 90, 95], [10, 10, 10], 0, 200) == [10, 87.5, 97.5]


def test_arrow_keys_lead_along_lines_and_columns() -> None:
    parents: Parents = {1: None, 2: 1, 3: 1, 4: 3}
    ways = ways_of(tidy(forest_of(parents), GRID), [(1, 2), (1, 3), (3, 4)])
    assert ways == {1: Ways(on=2), 2: Ways(down=3, back=1), 3: Ways(up=2, back=1, on=4), 4: Ways(back=3)}


@given(families())
def test_every_goal_is_reached_by_arrow_keys(parents: Parents) -> None:
    forest = forest_of(parents)
    ways = ways_of(tidy(forest, GRID), [(above, goal) for goal, above in forest.parent.items()])
    reached, waiting = {forest.roots[0]}, [forest.roots[0]]
    while waiting:
        goal = ways[waiting.pop()]
        new = {way for way in (goal.up, goal.down, goal.back, goal.on) if way} - reached
        reached |= new
        waiting.extend(new)
    assert reached == set(parents)


def test_links_lead_to_what_is_shown_in_place_of_a_folded_goal() -> None:
    links = [Link(4, 9, Tie.DEPENDS), Link(4, 5, Tie.DEPENDS), Link(4, 77, Tie.DEPENDS)]
    assert moved_to(links, {4: 2, 5: 2, 9: 9}) == [Link(2, 9, Tie.DEPENDS)]


def test_an_empty_map_is_empty() -> None:
    assert tidy(Forest([], {}, {}, {}), GRID) == {}
    assert layered([], [], GRID).places == {}
