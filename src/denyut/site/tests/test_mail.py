"""One address, all the settings."""

from pathlib import Path
from typing import Any

import pytest
from django.core.mail.handler import MailersHandler
from django.test import override_settings

from denyut.site.mail import mailers


def options(url: str) -> dict[str, Any]:
    """What Django's own backend makes of the settings for this address."""
    with override_settings(MAILERS=mailers(url, Path("/nowhere"))):
        backend = MailersHandler().default
    return {name: getattr(backend, name) for name in ("host", "port", "username", "password", "use_tls", "use_ssl")}


def test_mail_goes_to_files_without_an_address(tmp_path: Path) -> None:
    with override_settings(MAILERS=mailers("", tmp_path)):
        assert MailersHandler().default.file_path == str(tmp_path / "mail")


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("smtp://mail.example:2525", ("mail.example", 2525, "", "", False, False)),
        ("smtp://mail.example", ("mail.example", 25, "", "", False, False)),
        ("smtp://mail.example?tls=1", ("mail.example", 587, "", "", True, False)),
        ("smtp://mei:p%40ss%2Fword@mail.example:587?tls=1", ("mail.example", 587, "mei", "p@ss/word", True, False)),
        ("smtps://mei%40example.com:x@mail.example?tls=1", ("mail.example", 465, "mei@example.com", "x", False, True)),
    ],
)
def test_mail_by_address(url: str, wanted: tuple[Any, ...]) -> None:
    assert tuple(options(url).values()) == wanted


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp:mail.example"])
def test_mail_refuses_an_address_it_does_not_understand(url: str) -> None:
    with pytest.raises(ValueError, match="DENYUT_MAIL"):
        mailers(url, Path("/nowhere"))
