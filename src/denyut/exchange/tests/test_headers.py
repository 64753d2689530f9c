from denyut.exchange.headers import Header, find_header, unwrapped


def test_header_is_found_below_title_merged_and_blank_rows():
    rows = [
        ["Company OKRs Q1 2026", None, None],
        [None, None, None],
        ["Group: goals", "Group: goals", None],
        ["Objective", "Key  Result\n", "Target"],
        ["Grow", "NPS", 50],
    ]

    assert find_header(rows) == Header(3, ("Objective", "Key Result", "Target"))


def test_header_of_unknown_names_is_the_row_with_the_most_words():
    assert find_header([["x"], ["Alpha", "Beta", "Gamma"], ["1", "2", "3"]]) == Header(1, ("Alpha", "Beta", "Gamma"))


def test_no_header_in_numbers_or_in_nothing():
    assert find_header([[1, 2, 3], [4, 5, 6]]) is None
    assert find_header([]) is None
    assert find_header([[None], ["one lonely sentence"]]) is None


def test_a_sentence_with_one_known_word_is_no_header():
    rows = [["Objective", "of 2026"], ["Objective", "Key Result"], ["Grow", "NPS"]]

    assert find_header(rows) == Header(1, ("Objective", "Key Result"))


def test_rows_quoted_whole_are_opened():
    assert unwrapped([["OKR_ID,Objective,Owner"], ['1,"Grow, fast",Dina']]) == [
        ["OKR_ID", "Objective", "Owner"],
        ["1", "Grow, fast", "Dina"],
    ]


def test_rows_of_several_cells_stay_as_they_are():
    rows = [["Objective, or so", None], ["a", "b"]]

    assert unwrapped(rows) == rows
    assert unwrapped([["just words"], ["more words"]]) == [["just words"], ["more words"]]
