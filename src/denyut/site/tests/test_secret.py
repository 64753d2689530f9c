import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from denyut.site.secret import secret_key


@pytest.fixture(autouse=True)
def _no_key_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DENYUT_SECRET_KEY", raising=False)


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    key = secret_key(tmp_path / "data")
    assert (secret_key(tmp_path / "data"), len(key) >= 64) == (key, True)
    assert stat.S_IMODE((tmp_path / "data" / "secret.key").stat().st_mode) == 0o600
    assert [p.name for p in (tmp_path / "data").iterdir()] == ["secret.key"]


def test_first_starts_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _n: secret_key(tmp_path / "data"), range(40)))
    assert len(set(keys)) == 1


def test_a_key_in_the_environment_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DENYUT_SECRET_KEY", "from outside")
    assert secret_key(tmp_path / "data") == "from outside"
    assert not (tmp_path / "data").exists()
