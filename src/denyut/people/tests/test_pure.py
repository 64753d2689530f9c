"""Small questions with small answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.people.devices import device_of
from denyut.people.geography import NEAR, language_checked, region_checked, regions, zone_checked, zone_names
from denyut.people.languages import CODES, is_right_to_left
from denyut.spine.access import Invalid


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) AppleWebKit/605.1 Version/17.5 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox · Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge · Windows"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_device_of(user_agent: str, device: str) -> None:
    assert device_of(user_agent) == device


def test_zones_start_near_and_hold_each_once() -> None:
    names = zone_names()
    assert names[: len(NEAR)] == NEAR
    assert len(set(names)) == len(names)
    assert zone_checked("Europe/Istanbul") == "Europe/Istanbul"


@given(st.text(max_size=80).filter(lambda text: text not in zone_names()))
def test_zone_is_refused_when_there_is_none(text: str) -> None:
    with pytest.raises(Invalid):
        zone_checked(text)


def test_regions_are_named_in_each_language() -> None:
    for language in CODES:
        assert {"ID", "MY", "SG", "TH", "VN", "CN", "SA"} <= dict(regions(language)).keys()
    assert dict(regions("id"))["SA"] == "Arab Saudi"


@pytest.mark.parametrize(("said", "kept"), [("id", "ID"), (" SG ", "SG")])
def test_region_is_kept_in_capitals(said: str, kept: str) -> None:
    assert region_checked(said) == kept


@pytest.mark.parametrize("said", ["", "I", "IDN", "001", "XX", "?"])
def test_region_is_refused(said: str) -> None:
    with pytest.raises(Invalid):
        region_checked(said)


def test_languages() -> None:
    assert {language_checked(code) for code in CODES} == CODES
    assert [code for code in sorted(CODES) if is_right_to_left(code)] == ["ar"]
    with pytest.raises(Invalid):
        language_checked("fr")
