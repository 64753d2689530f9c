"""Days in templates are written as the language writes them."""

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.utils import timezone, translation


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Oct 1, 2026"),
        ("id", "1 Okt 2026"),
        ("ms", "1 Okt 2026"),
        ("vi", "1 thg 10, 2026"),
        ("th", "1 ต.ค. 2569"),
        ("zh-hans", "2026年10月1日"),
    ],
)
def test_a_day_in_every_language(language: str, written: str) -> None:
    with translation.override(language):
        assert engines["django"].from_string("{{ when|day }}").render({"when": date(2026, 10, 1)}) == written


def test_a_longer_style() -> None:
    with translation.override("id"):
        page = engines["django"].from_string('{{ when|day:"long" }}')
        assert page.render({"when": date(2026, 10, 1)}) == "1 Oktober 2026"


def test_a_moment_is_the_day_it_is_where_the_reader_is() -> None:
    with translation.override("en"), timezone.override("Asia/Jakarta"):
        page = engines["django"].from_string("{{ when|day }}")
        assert page.render({"when": datetime(2026, 9, 30, 18, tzinfo=UTC)}) == "Oct 1, 2026"
