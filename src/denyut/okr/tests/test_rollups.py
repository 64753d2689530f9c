from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.progress import rolled_up
from denyut.okr.rollups import (
    Circle,
    Item,
    closes_circle,
    double_counted,
    explain,
    paths_between,
)

D = Decimal
MODES = ("key_results", "children", "both", "by_size", "sum", "worst", "manual")
DIAMOND = {"kr": ["team", "site"], "team": ["company"], "site": ["company"], "company": ["group"]}


def item(name: str, progress: str, weight: str = "1", **numbers: str) -> Item:
    return Item(name, D(weight), D(progress), **{key: D(value) for key, value in numbers.items()})


def test_nothing_makes_nothing() -> None:
    for mode in MODES:
        assert (explain(mode, []).total, explain(mode, []).terms) == (0, ())


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ValueError, match="no roll-up “best”"):
        explain("best", [])


@pytest.mark.parametrize("mode", ["key_results", "children", "both"])
def test_the_mean_by_weight_shows_its_terms(mode: str) -> None:
    found = explain(mode, [item("a", "1.5", "0.25"), item("b", "0.5", "0.75")])
    assert found.total == D("0.625")
    assert [(t.item.name, t.share, t.counted, t.contribution) for t in found.terms] == [
        ("a", D("0.25"), D(1), D("0.25")),
        ("b", D("0.75"), D("0.5"), D("0.375")),
    ]


def test_weights_need_not_sum_to_one() -> None:
    assert explain("key_results", [item("a", "0.2", "1"), item("b", "0.8", "2")]).total == D("0.6")


def test_unclamped_overshoot_and_loss_count() -> None:
    items = [item("a", "1.5"), item("b", "-0.3")]
    assert (explain("both", items).total, explain("both", items, is_clamped=False).total) == (D("0.5"), D("0.6"))


def test_what_does_not_count_is_left_out_with_its_reason() -> None:
    postponed = Item("c", D(1), D(1), counts=False, reason="postponed")
    found = explain("key_results", [item("a", "0.2"), postponed, item("b", "0.9", "0")])
    assert (found.total, [(i.name, i.reason) for i in found.left_out]) == (
        D("0.2"),
        [("c", "postponed"), ("b", "no_weight")],
    )


def test_by_size_the_larger_way_weighs_more() -> None:
    items = [
        item("a", "1", baseline="0", target="90"),
        item("b", "0", baseline="20", target="10"),
        item("c", "1", baseline="5", target="5"),
        item("d", "1"),
    ]
    found = explain("by_size", items)
    assert (found.total, [t.share for t in found.terms]) == (D("0.9"), [D("0.9"), D("0.1")])
    assert [(i.name, i.reason) for i in found.left_out] == [("c", "no_size"), ("d", "no_size")]


def test_by_size_a_stated_size_goes_before_the_way() -> None:
    items = [item("a", "1", size="3", baseline="0", target="90"), item("b", "0", size="1")]
    assert explain("by_size", items).total == D("0.75")


def test_the_sum_is_what_was_gained_of_what_was_to_gain() -> None:
    items = [
        item("a", "0.5", baseline="0", target="100", value="50"),
        item("b", "2", baseline="10", target="20", value="30"),
        item("c", "0", baseline="0", target="30"),
        item("d", "1"),
    ]
    found = explain("sum", items)
    assert (found.total, [t.contribution for t in found.terms]) == (D("0.5"), [D(50) / 140, D(20) / 140, 0])
    assert [(i.name, i.reason) for i in found.left_out] == [("d", "no_numbers")]


def test_the_sum_is_held_between_nought_and_one_when_clamped() -> None:
    items = [item("a", "3", baseline="0", target="10", value="30")]
    assert (explain("sum", items).total, explain("sum", items, is_clamped=False).total) == (1, 3)


def test_a_sum_of_ways_that_cancel_is_nothing() -> None:
    items = [
        item("a", "0.5", baseline="0", target="10", value="5"),
        item("b", "0", baseline="10", target="0", value="10"),
    ]
    found = explain("sum", items)
    assert (found.total, [(t.share, t.contribution) for t in found.terms]) == (0, [(0, 0), (0, 0)])


def test_the_worst_decides_alone() -> None:
    found = explain("worst", [item("a", "0.7"), item("b", "0.2"), item("c", "0", "0")])
    assert (found.total, [t.share for t in found.terms], [i.name for i in found.left_out]) == (D("0.2"), [0, 1], ["c"])


def test_equally_bad_ones_share_the_blame() -> None:
    found = explain("worst", [item("a", "-1"), item("b", "-0.5"), item("c", "1")])
    assert (found.total, [t.share for t in found.terms]) == (0, [D("0.5"), D("0.5"), 0])
    assert explain("worst", [item("a", "-1"), item("b", "-0.5")], is_clamped=False).total == -1


def test_manual_is_as_stated() -> None:
    found = explain("manual", [item("a", "0.2"), item("b", "0.4", "0")], stated=D("0.66"))
    assert (found.total, [(t.share, t.contribution) for t in found.terms], found.left_out) == (
        D("0.66"),
        [(0, 0), (0, 0)],
        (),
    )
    assert (explain("manual", []).total, explain("manual", [], stated=D("1.3")).total) == (0, 1)


amounts = st.decimals(min_value=-1000, max_value=1000, places=2)
things = st.lists(
    st.builds(
        Item,
        name=st.sampled_from("abc"),
        weight=st.decimals(min_value=0, max_value=1, places=3),
        progress=st.decimals(min_value=-3, max_value=3, places=4),
        size=st.none() | amounts,
        value=st.none() | amounts,
        baseline=st.none() | amounts,
        target=st.none() | amounts,
        counts=st.booleans(),
    ),
    max_size=6,
)


@given(things, st.randoms(use_true_random=False), st.sampled_from(MODES), st.booleans())
def test_a_roll_up_does_not_depend_on_the_order(
    items: list[Item], shuffler: Random, mode: str, is_clamped: bool
) -> None:
    shuffled = list(items)
    shuffler.shuffle(shuffled)
    found = explain(mode, items, stated=D("0.3"), is_clamped=is_clamped)
    assert explain(mode, shuffled, stated=D("0.3"), is_clamped=is_clamped).total == found.total
    assert explain(mode, items, stated=D("0.3"), is_clamped=is_clamped) == found


@given(things, st.sampled_from(MODES))
def test_a_clamped_roll_up_lies_between_nought_and_one_and_loses_no_item(items: list[Item], mode: str) -> None:
    found = explain(mode, items, stated=D("0.3"))
    assert 0 <= found.total <= 1
    assert len(found.terms) + len(found.left_out) == len(items)


@given(things)
def test_the_mean_by_weight_is_the_one_that_is_stored(items: list[Item]) -> None:
    pairs = [(i.weight, i.progress) for i in items if i.counts]
    assert explain("key_results", items).total == rolled_up(pairs)


def test_an_edge_back_closes_a_circle() -> None:
    assert closes_circle(DIAMOND, "group", "kr")
    assert closes_circle(DIAMOND, "kr", "kr")
    assert not closes_circle(DIAMOND, "kr", "group")
    assert not closes_circle(DIAMOND, "new", "kr")


def test_the_ways_between_two() -> None:
    assert paths_between(DIAMOND, "kr", "group") == [
        ("kr", "team", "company", "group"),
        ("kr", "site", "company", "group"),
    ]
    assert paths_between(DIAMOND, "kr", "group", at_most=1) == [("kr", "team", "company", "group")]
    assert paths_between(DIAMOND, "group", "kr") == []
    assert paths_between(DIAMOND, "kr", "kr") == [("kr",)]
    assert paths_between(DIAMOND, "new", "kr") == []


def test_two_ways_up_count_double() -> None:
    assert double_counted(DIAMOND) == [("kr", "company", 2), ("kr", "group", 2)]
    assert double_counted({"a": ["b", "b"]}) == [("a", "b", 2)]
    assert double_counted({"a": ["b"], "b": ["c"]}) == []


def test_a_short_cut_counts_double() -> None:
    assert double_counted({"a": ["b", "c"], "b": ["c"]}) == [("a", "c", 2)]


def test_a_circle_has_no_ways() -> None:
    circle = {"a": ["b"], "b": ["a"]}
    with pytest.raises(Circle):
        double_counted(circle)
    with pytest.raises(Circle):
        paths_between(circle, "a", "b")


def test_ways_are_counted_and_not_walked() -> None:
    diamonds = {3 * i: [3 * i + 1, 3 * i + 2] for i in range(100)}
    diamonds |= {3 * i + side: [3 * i + 3] for i in range(100) for side in (1, 2)}
    assert max(number for _node, _up, number in double_counted(diamonds)) == 2**100
    assert len(paths_between(diamonds, 0, 300)) == 100


def test_ten_thousand_edges_are_no_trouble() -> None:
    layers = {(level, i): [(level + 1, (7 * i + j) % 500) for j in range(5)] for level in range(4) for i in range(500)}
    assert sum(map(len, layers.values())) == 10_000
    ways = {(node, up): number for node, up, number in double_counted(layers)}
    assert sum(number for (node, up), number in ways.items() if node == (0, 3) and up[0] == 4) <= 5**4
    assert not closes_circle(layers, (0, 0), (4, 0))


graphs = st.dictionaries(st.integers(0, 7), st.lists(st.integers(1, 7), max_size=4), max_size=8).map(
    lambda edges: {node: [node + step for step in steps] for node, steps in edges.items()}
)


@given(graphs)
def test_ways_counted_are_the_ways_there_are(edges: dict[int, list[int]]) -> None:
    nodes = {*edges, *(up for ups in edges.values() for up in ups)}
    walked = {(a, b): len(paths_between(edges, a, b, at_most=10**6)) for a in nodes for b in nodes if a != b}
    counted = {(node, up): number for node, up, number in double_counted(edges)}
    assert counted == {pair: number for pair, number in walked.items() if number > 1}
    assert {(a, b) for a in nodes for b in nodes if closes_circle(edges, b, a)} == {
        *((n, n) for n in nodes),
        *(pair for pair, number in walked.items() if number),
    }
