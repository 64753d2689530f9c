import io
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from denyut.lib.sheets import LEGACY_ENCODINGS, UnreadableSheet, archive, read_sheets, workbook
from denyut.lib.sheets.sheet import REFUSALS

ROWS = [["name", "value"], ["Mei", "47,5"]]


def refusal(path: Path, **limits: int) -> str:
    with pytest.raises(UnreadableSheet) as caught:
        read_sheets(path, **limits)  # type: ignore[arg-type]
    assert str(caught.value) == REFUSALS[caught.value.code]
    return caught.value.code


def written(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def workbook_bytes(fill: Callable[[Any], object] = lambda book: book.add_worksheet("A").write(0, 0, "Mei")) -> bytes:
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        fill(book)
    return target.getvalue()


def repacked(change: Callable[[zipfile.ZipFile], None]) -> bytes:
    target = io.BytesIO(workbook_bytes())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as file:
        change(file)
    return target.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_text_in_every_encoding_and_separator(tmp_path: Path, encoding: str, delimiter: str) -> None:
    content = "".join(delimiter.join(row) + "\r\n" for row in ROWS)
    [sheet] = read_sheets(written(tmp_path / "Okr 1.csv", content, encoding))
    assert (sheet.name, sheet.rows) == ("Okr 1", ROWS)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ('a,b\n"two\nlines","say ""hi"""\n', [["a", "b"], ["two\nlines", 'say "hi"']]),
        ("a,b,c\nx,p;q;r,1\ny,p;q;r,2\n", [["a", "b", "c"], ["x", "p;q;r", "1"], ["y", "p;q;r", "2"]]),
        ("a;b;c\nx;5,5;1,5\ny;2,5;3,5\n", [["a", "b", "c"], ["x", "5,5", "1,5"], ["y", "2,5", "3,5"]]),
        ("Goals 2026\n\na;b\n1;2\n", [["Goals 2026"], [], ["a", "b"], ["1", "2"]]),
        ("sep=|\na|b,c\n", [["a", "b,c"]]),
        ("one\ntwo\n", [["one"], ["two"]]),
        ("a, ,b\n", [["a", None, "b"]]),
        ('a,b\n1,"never closed', [["a", "b"], ["1", "never closed"]]),
    ],
)
def test_text_shapes(tmp_path: Path, content: str, rows: list[list[str]]) -> None:
    assert read_sheets(written(tmp_path / "a.csv", content))[0].rows == rows


def test_text_longer_than_the_sample(tmp_path: Path) -> None:
    rows = [[str(number), "5,5", "word;word"] for number in range(20_000)]
    content = "\n".join("\t".join(row) for row in rows)
    assert read_sheets(written(tmp_path / "a.tsv", content))[0].rows == rows


@pytest.mark.parametrize(
    ("language", "name"), [("en", "café"), ("ar", "محمد"), ("th", "สมชาย"), ("vi", "Đào"), ("zh-hans", "王小明")]
)
def test_text_from_before_unicode(tmp_path: Path, language: str, name: str) -> None:
    encoding = LEGACY_ENCODINGS.get(language, "cp1252")
    path = written(tmp_path / "a.csv", f"name,value\n{name},1\n", encoding)
    assert read_sheets(path, legacy_encoding=encoding)[0].rows[1] == [name, "1"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\n \n", "empty"),
        ("a.csv", b"a,b\n\x00\x01", "unsupported"),
        ("a.csv", b"a,b\n\x81\x8d", "broken"),
        ("a.csv", b"\xff\xfea", "broken"),
        ("a.csv", b'"' + b"x" * 140_000, "broken"),
        ("a.csv", b"PK\x03\x04 is no text", "wrong_format"),
        ("a.xlsx", b"a,b\n", "wrong_format"),
        ("a.xls", b"<table></table>", "wrong_format"),
        ("a.xlsx", b"PK\x03\x04 is no archive", "broken"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 is no workbook", "broken"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_refused_content(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    assert refusal(written(tmp_path / name, content)) == code


def test_text_limits(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "a,b\n" * 3)
    assert refusal(path, max_rows=2) == "too_many_rows"
    assert refusal(path, max_cells=5) == "too_many_cells"
    assert refusal(path, max_bytes=11) == "too_big"
    assert len(read_sheets(path, max_rows=3, max_cells=6, max_bytes=12)[0].rows) == 3


def fill_two_sheets(book: Any) -> None:
    sheet = book.add_worksheet("Goals")
    sheet.merge_range(0, 1, 0, 2, "Company")
    sheet.write_row(2, 1, [4, 4.5, True])
    for column, (value, form) in enumerate(
        [(date(2026, 1, 2), "yyyy-mm-dd"), (datetime(2026, 1, 2, 3, 4), "yyyy-mm-dd hh:mm"), (time(9, 30), "hh:mm")]
    ):
        sheet.write_datetime(3, column + 1, value, book.add_format({"num_format": form}))
    sheet.write_formula(4, 1, "=1/0", None, "#DIV/0!")
    book.add_chartsheet("Chart").set_chart(chart_of(book))
    book.add_worksheet("Empty")


def chart_of(book: Any) -> Any:
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Goals!$B$3:$C$3"})
    return chart


def test_workbook_values_and_places(tmp_path: Path) -> None:
    goals, empty = read_sheets(written(tmp_path / "a.xlsx", workbook_bytes(fill_two_sheets)))
    assert (goals.name, empty.name, empty.rows) == ("Goals", "Empty", [])
    assert goals.rows == [
        [None, "Company", None, None],
        [None, None, None, None],
        [None, 4, 4.5, True],
        [None, date(2026, 1, 2), datetime(2026, 1, 2, 3, 4), "09:30:00"],
        [None, None, None, None],
    ]
    assert [type(cell) for cell in goals.rows[2]] == [type(None), int, float, bool]
    assert type(goals.rows[3][1]) is date


def test_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    assert read_sheets(written(tmp_path / "upload", workbook_bytes()))[0].rows == [["Mei"]]


def test_workbook_limits(tmp_path: Path) -> None:
    content = workbook_bytes(lambda book: [book.add_worksheet().write_column(0, 1, [1, 2, 3]) for _ in "ab"])
    path = written(tmp_path / "a.xlsx", content)
    assert refusal(path, max_rows=2) == "too_many_rows"
    assert refusal(path, max_cells=11) == "too_many_cells"
    assert len(read_sheets(path, max_rows=3, max_cells=12)) == 2
    assert refusal(written(path, workbook_bytes(lambda book: book.add_worksheet()))) == "empty"


def test_workbook_that_claims_a_billion_cells(tmp_path: Path) -> None:
    far = workbook_bytes(lambda book: fill_corners(book.add_worksheet()))
    assert refusal(written(tmp_path / "b.xlsx", far)) == "too_large"


def fill_corners(sheet: Any) -> None:
    sheet.write(0, 0, 1)
    sheet.write(1_048_575, 16_383, 1)


def test_workbook_that_shares_one_long_text(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().write_column(0, 0, ["x" * 32_000] * 3_000)

    assert refusal(written(tmp_path / "a.xlsx", workbook_bytes(fill))) == "too_large"


def test_workbook_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "PATIENCE_SECONDS", 0)
    assert refusal(written(tmp_path / "a.xlsx", workbook_bytes())) == "too_slow"


def test_archive_of_something_else(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("content.xml", "<office/>")
    assert refusal(written(tmp_path / "a.xlsx", target.getvalue())) == "unsupported"


def test_archive_packed_in_a_strange_way(tmp_path: Path) -> None:
    content = repacked(lambda file: file.writestr("xl/odd.xml", "<a/>", zipfile.ZIP_BZIP2))
    assert refusal(written(tmp_path / "a.xlsx", content)) == "unsupported"


def test_archive_with_too_many_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 5)
    assert refusal(written(tmp_path / "a.xlsx", workbook_bytes())) == "bomb"


def test_archive_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1_000)
    assert refusal(written(tmp_path / "a.xlsx", workbook_bytes())) == "bomb"


def test_archive_with_one_entry_packed_too_tightly(tmp_path: Path) -> None:
    content = repacked(lambda file: file.writestr("xl/media/a.png", bytes(11 * 1024 * 1024)))
    assert refusal(written(tmp_path / "a.xlsx", content)) == "bomb"


def test_archive_with_a_password(tmp_path: Path) -> None:
    content = bytearray(workbook_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    assert refusal(written(tmp_path / "a.xlsx", bytes(content))) == "encrypted"


@pytest.mark.parametrize("claimed", [0, 10, 99_999])
def test_archive_that_lies_about_its_sizes(tmp_path: Path, claimed: int) -> None:
    content = bytearray(repacked(lambda file: file.writestr("xl/more.xml", "<a/>" * 1_000)))
    content[size_place(content) : size_place(content) + 4] = struct.pack("<I", claimed)
    assert refusal(written(tmp_path / "a.xlsx", bytes(content))) == "bomb"


def size_place(content: bytearray) -> int:
    """Where the directory states the unpacked size of its last entry."""
    return content.rindex(b"PK\x01\x02") + 24


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_archives_raise_nothing_else(tmp_path: Path, places: list[tuple[float, int]]) -> None:
    content = bytearray(workbook_bytes())
    for place, byte in places:
        content[int(place * len(content))] = byte
    path = written(tmp_path / "a.xlsx", bytes(content))
    with suppress(UnreadableSheet):
        archive.refuse_unsafe_archive(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(min_size=1, max_size=300) | st.text(min_size=1).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_are_text_or_refused(tmp_path: Path, content: bytes) -> None:
    with suppress(UnreadableSheet):
        assert read_sheets(written(tmp_path / "a", content))[0].rows


CELLS = st.text(alphabet='abc é,;\t|"\n47', min_size=1).map(str.strip).filter(bool)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(CELLS.filter(lambda cell: not cell.startswith("sep")), min_size=3, max_size=3), min_size=1)
)
def test_what_excel_quotes_is_read_back(tmp_path: Path, rows: list[list[str]]) -> None:
    content = "sep=;\n" + "".join(
        ";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) + "\n" for row in rows
    )
    assert read_sheets(written(tmp_path / "a.csv", content))[0].rows == rows
