from denyut.lib.bidi import isolated
from denyut.lib.digits import without_invisible_marks


def test_a_text_stands_between_marks() -> None:
    assert isolated("Mei Lin") == "\u2068Mei Lin\u2069"


def test_the_marks_go_as_they_came() -> None:
    assert without_invisible_marks(isolated("45%")) == "45%"
