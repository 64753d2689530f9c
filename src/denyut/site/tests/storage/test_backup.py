"""Backups are taken while people write, and come back whole or not at all."""

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from denyut.site.tests.storage.house import HERE, IS_SQLITE, House

pytestmark = pytest.mark.server

ONLY_SQLITE = pytest.mark.skipif(not IS_SQLITE, reason="about the database file")


def manifest_of(path: Path) -> dict[str, object]:
    with zipfile.ZipFile(path) as zipped:
        return dict(json.loads(zipped.read("manifest.json")))


def rewritten(path: Path, **changes: object) -> Path:
    """The same archive with another manifest."""
    target = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            text = (
                json.dumps({**manifest_of(path), **changes}).encode() if name == "manifest.json" else source.read(name)
            )
            copy.writestr(name, text)
    return target


def test_backup_comes_back_as_it_was(house: House, empty: House, tmp_path: Path) -> None:
    target = tmp_path / "safe" / "copy.tar.gz"
    taken = house.run("backup", str(target))
    assert (taken.returncode, "verified" in taken.stdout) == (0, True), taken.stderr
    assert target.stat().st_mode & 0o077 == 0
    assert [path.name for path in target.parent.iterdir()] == [target.name]

    back = empty.run("restore", str(target))
    assert back.returncode == 0, back.stderr + back.stdout
    assert "events verify" in back.stdout
    assert empty.rows(tmp_path / "b") == house.rows(tmp_path / "a")
    assert (empty.data / "secret.key").read_text() == (house.data / "secret.key").read_text()
    assert (empty.data / "files" / "logos" / "logo.svg").read_text() == "<svg/>"
    assert not list(empty.data.glob("before-restore-*"))


def test_backup_is_of_one_moment_while_others_write(house: House, empty: House, tmp_path: Path) -> None:
    target = tmp_path / "busy.zip"
    with house.process(f"{HERE}.pulse") as writing:
        assert writing.stdout is not None
        first = [writing.stdout.readline() for _ in range(20)]
        assert house.run("backup", str(target)).returncode == 0
        later = [writing.stdout.readline() for _ in range(20)]
    assert all(line.strip().isdecimal() for line in first + later)

    back = empty.run("restore", str(target))
    assert back.returncode == 0, back.stderr + back.stdout
    told = manifest_of(target)
    events = empty.rows(tmp_path / "b")["spine_event.jsonl"].splitlines()
    assert told["head"] == {key: json.loads(events[-1])[key] for key in ("id", "hash")}
    counts = told["counts"]
    assert isinstance(counts, dict)
    assert counts["spine_event"] == len(events)
    assert house.run("doctor").returncode == 0


def test_restore_sets_aside_what_was_there(house: House, tmp_path: Path) -> None:
    target = tmp_path / "copy.zip"
    assert house.run("backup", str(target)).returncode == 0
    refused = house.run("restore", str(target))
    assert (refused.returncode, "--force" in refused.stderr) == (2, True)

    assert house.run("restore", str(target), "--force").returncode == 0
    aside = list(house.data.glob("before-restore-*"))
    assert len(aside) == 1
    assert (aside[0] / ("denyut.sqlite3" if IS_SQLITE else "database.tar.gz")).exists()
    assert (aside[0] / "files" / "logos" / "logo.svg").exists()


def test_damaged_archive_changes_nothing(house: House, tmp_path: Path) -> None:
    before, target = house.rows(tmp_path / "before"), tmp_path / "copy"
    assert house.run("backup", str(target)).returncode == 0
    key = target / "secret.key"
    key.write_text(key.read_text()[:-1] + "~")
    refused = house.run("restore", str(target), "--force")
    assert (refused.returncode, "damaged" in refused.stderr, "secret.key" in refused.stderr) == (2, True, True)
    (target / "extra").write_text("x")
    key.unlink()
    assert house.run("restore", str(target), "--force").returncode == 2
    assert house.rows(tmp_path / "after") == before


def test_what_is_no_backup_is_refused(house: House, empty: House, tmp_path: Path) -> None:
    assert empty.run("restore", str(tmp_path / "none.zip")).returncode == 2
    (tmp_path / "text.zip").write_text("hello")
    assert "damaged" in empty.run("restore", str(tmp_path / "text.zip")).stderr
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("letter.txt", "hello")
    assert "no manifest" in empty.run("restore", str(tmp_path / "other.zip")).stderr
    with zipfile.ZipFile(tmp_path / "sly.zip", "w") as sly:
        sly.writestr("../../escaped", "x")
    assert empty.run("restore", str(tmp_path / "sly.zip")).returncode == 2
    assert house.run("export", str(tmp_path / "open.zip")).returncode == 0
    assert "--everything" in empty.run("restore", str(tmp_path / "open.zip")).stderr


def test_backup_of_a_newer_version_is_refused(house: House, empty: House, tmp_path: Path) -> None:
    target = tmp_path / "copy.zip"
    assert house.run("backup", str(target)).returncode == 0
    migrations = manifest_of(target)["migrations"]
    assert isinstance(migrations, list)
    newer = rewritten(target, migrations=[*migrations, "okr.0999_later"], version="9.1.0")
    refused = empty.run("restore", str(newer))
    assert (refused.returncode, "newer Denyut (9.1.0)" in refused.stderr) == (2, True)
    assert empty.run("restore", str(rewritten(target, format=2))).returncode == 2


def test_backup_never_overwrites_and_needs_a_workspace(house: House, empty: House, tmp_path: Path) -> None:
    target = tmp_path / "copy.zip"
    target.write_text("mine")
    refused = house.run("backup", str(target))
    assert (refused.returncode, "exists already" in refused.stderr, target.read_text()) == (2, True, "mine")
    assert empty.run("backup", str(tmp_path / "new.zip")).returncode == 2
    assert not (empty.data / "denyut.sqlite3").exists()
    unwritable = house.run("backup", "/proc/none/copy.zip")
    assert (unwritable.returncode, "Traceback" in unwritable.stderr) == (2, False)


@ONLY_SQLITE
def test_backup_of_a_damaged_database_is_no_backup(house: House, tmp_path: Path) -> None:
    with sqlite3.connect(house.data / "denyut.sqlite3") as database:
        database.execute("PRAGMA writable_schema=1")
        database.execute("UPDATE sqlite_schema SET rootpage = 5 WHERE name = 'event_subject'")
    database.close()
    refused = house.run("backup", str(tmp_path / "copy.zip"))
    assert (refused.returncode, "Traceback" in refused.stderr) == (2, False)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
