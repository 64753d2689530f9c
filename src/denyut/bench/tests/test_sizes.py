from denyut.bench.sizes import DEFAULT, SMALL, size_of


def test_every_bench_has_a_small_size() -> None:
    assert DEFAULT.keys() == SMALL.keys()


def test_what_is_asked_for_takes_the_place_of_its_own() -> None:
    size = size_of("live", people=7, objectives=8, streams=9)
    assert (size.people, size.objectives, size.streams) == (7, 8, 9)


def test_key_results_are_three_to_an_objective() -> None:
    assert size_of("rollup", key_results=100).objectives == 34


def test_streams_are_for_benches_that_open_some() -> None:
    assert size_of("board", streams=9).streams == 0


def test_messages_are_for_benches_that_look_for_some() -> None:
    assert size_of("search", messages=9).messages == 9
    assert size_of("board", messages=9).messages == 0
