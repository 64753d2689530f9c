"""Archives of every kind come back byte for byte, and a changed one does not come back at all."""

import io
import tarfile
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.exchange.export import manifest
from denyut.exchange.export.archive import writing
from denyut.exchange.export.manifest import NAME, Head, Manifest
from denyut.exchange.export.opening import is_archive, unpack, verify
from denyut.spine.access import Conflict, Invalid, NotThere

NAMES = ["kept", "kept.zip", "kept.tar.gz", "KEPT.TGZ"]
KIND = pytest.mark.parametrize("name", NAMES)
FILES = {"tables/a.jsonl": b'{"id": 1}\n', "files/deep/er/x.bin": bytes(range(256)) * 300, "empty": b""}


def written(path: Path, files: dict[str, bytes] = FILES) -> Manifest:
    with writing(path) as archive:
        members = [archive.put(name, io.BytesIO(content), len(content)) for name, content in files.items()]
        told = Manifest("export", "tables", "1.0", "2026-11-15", ["okr.0001_initial"], {"a": 1}, Head(7, "f" * 64))
        told = manifest.read(told.text().encode())
        told = Manifest(**{**vars(told), "members": members})
        archive.put_text(NAME, told.text())
    return told


@KIND
def test_archive_comes_back(tmp_path: Path, name: str) -> None:
    told = written(tmp_path / name)
    assert is_archive(tmp_path / name)
    assert verify(tmp_path / name) == told
    (tmp_path / "out").mkdir()
    assert unpack(tmp_path / name, tmp_path / "out") == told
    assert {each: (tmp_path / "out" / each).read_bytes() for each in FILES} == FILES
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "out"])
    assert (tmp_path / name).stat().st_mode & 0o077 == 0


@KIND
def test_archive_that_was_not_finished_leaves_nothing(tmp_path: Path, name: str) -> None:
    def break_off() -> None:
        with writing(tmp_path / name) as archive:
            archive.put_text("half", "x")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert list(tmp_path.iterdir()) == []


@KIND
def test_archive_never_takes_the_place_of_something(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(Conflict) as refusal:
        written(tmp_path / name)
    assert (refusal.value.code, (tmp_path / name).read_text()) == ("exists", "mine")


@given(place=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7), name=st.sampled_from(NAMES[1:3]))
def test_no_changed_bit_changes_what_is_read(place: int, bit: int, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / name, Path(folder) / "out"
        told = written(path)
        content = bytearray(path.read_bytes())
        content[place % len(content)] ^= 1 << bit
        path.write_bytes(content)
        out.mkdir()
        try:
            found = unpack(path, out)
        except Invalid:
            return
        # A change in the archive's own margins, such as a time nobody reads, may pass; one in what it holds never does.
        assert found == told
        assert {each: (out / each).read_bytes() for each in FILES} == FILES


@pytest.mark.parametrize("bad", ["../out", "/etc/out", "a/../../out", "a\\out", ".."])
def test_name_that_leads_outside_is_refused(tmp_path: Path, bad: str) -> None:
    with zipfile.ZipFile(tmp_path / "sly.zip", "w") as sly:
        sly.writestr(zipfile.ZipInfo(bad), "x")
    with tarfile.open(tmp_path / "sly.tar.gz", "w:gz") as sly_tar:
        info = tarfile.TarInfo(bad)
        info.size = 1
        sly_tar.addfile(info, io.BytesIO(b"x"))
    (tmp_path / "in").mkdir()
    for name in ("sly.zip", "sly.tar.gz"):
        with pytest.raises(Invalid):
            unpack(tmp_path / name, tmp_path / "in")
    assert list((tmp_path / "in").iterdir()) == []


def test_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "sly.tar.gz", "w:gz") as sly:
        link = tarfile.TarInfo("files/key")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        sly.addfile(link)
    with pytest.raises(Invalid):
        verify(tmp_path / "sly.tar.gz")


def test_what_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "letter.zip").write_text("hello")
    (tmp_path / "goals.csv").write_text("Objective,Owner\n")
    assert not is_archive(tmp_path / "goals.csv")
    for name, refusal in (("letter.zip", Invalid), ("none.zip", NotThere)):
        with pytest.raises(refusal):
            verify(tmp_path / name)


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"null", b'{"format": "x"}', b"\xff", b'{"format": 2}'])
def test_manifest_that_says_nothing_is_refused(text: bytes) -> None:
    with pytest.raises(Invalid):
        manifest.read(text)
