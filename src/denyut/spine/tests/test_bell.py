from pathlib import Path

import pytest
from django.db import connection

from denyut.spine import bell

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("depth", [1, 12])
def test_a_ring_is_heard_however_deep_the_data_lies(
    depth: int, tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL carries the bell itself")
    settings.DATA_DIR = tmp_path.joinpath(*["a-long-name-of-a-folder"] * depth)  # type: ignore[attr-defined]
    monkeypatch.setattr(bell, "PATIENCE", 30.0)
    ear = bell.listener()
    bell.ring()
    ear.wait()
    assert bell._doors().exists()
    ear.close()


def test_a_bell_whose_process_is_gone_is_taken_down(tmp_path: Path, settings: object) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL carries the bell itself")
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    ear = bell.listener()
    ear.socket.close()
    bell.ring()
    assert list(bell._doors().glob("*.bell")) == []
