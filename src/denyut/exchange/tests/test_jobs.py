from denyut.exchange.jobs import seldom


def test_progress_is_told_every_half_second_and_at_the_end() -> None:
    told: list[tuple[int, int]] = []
    seconds = iter([0.0, 0.0, 0.0, 0.2, 0.4, 0.5, 0.5, 0.6, 0.7])
    tell = seldom(lambda done, total: told.append((done, total)), lambda: next(seconds))
    for done in range(1, 6):
        tell(done, 6)
    tell(6, 6)
    assert told == [(1, 6), (4, 6), (6, 6)]
