"""From marked texts to a written catalogue, and from that to a compiled one."""

import gettext
import os
from pathlib import Path

import pytest

from denyut.site.catalogues import compile_new
from denyut.site.extraction import catalogue_of, count, refresh, refreshed, texts_of

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext
GREETING = _("Hello %(name)s")
TWO = _("One sentence "
        "over two lines")
MANY = ngettext("%(count)s goal", "%(count)s goals", 2)
CLOSE = pgettext("a cycle", "Close")
"""
PAGE = """{% extends "base.html" %}{% load i18n %}
    {% block main %}
  <p title="{% translate 'Board' %}">{% translate "Close" context "a window" %} {{ _("More") }}</p>
        {% blocktranslate count goals=number trimmed %}
          {{ goals }} goal of the 'team'
        {% plural %}
          {{ goals }} goals of the 'team'
        {% endblocktranslate %}
    {% endblock %}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A package with one app that speaks, and one that does not."""
    for folder in ("goals/templates/goals", "goals/tests", "goals/management/commands", "silent"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "goals" / "views.py").write_text(CODE)
    (tmp_path / "goals" / "templates" / "goals" / "board.html").write_text(PAGE)
    for quiet in ("goals/tests/test_views.py", "goals/management/commands/look.py"):
        (tmp_path / quiet).write_text('_("Nobody reads this in a browser")')
    (tmp_path / "silent" / "models.py").write_text("NAME = 'x'")
    return tmp_path


def translate(written: Path, source: str, translation: str) -> None:
    """Put a translation behind a text of a written catalogue."""
    before = written.read_text()
    assert f'msgid "{source}"\nmsgstr ""' in before
    written.write_text(before.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"'))


def test_texts_come_from_code_and_templates(root: Path) -> None:
    assert {(text.context, text.id) for text in texts_of(root / "goals") if text.id} == {
        (None, "Hello %(name)s"),
        (None, "One sentence over two lines"),
        (None, ("%(count)s goal", "%(count)s goals")),
        ("a cycle", "Close"),
        ("a window", "Close"),
        (None, "Board"),
        (None, "More"),
        (None, ("%(goals)s goal of the 'team'", "%(goals)s goals of the 'team'")),
    }


def test_an_app_without_texts_gets_no_catalogue(root: Path) -> None:
    assert {(app, done, total) for app, _locale, done, total in refresh(root)} == {("goals", 0, 8)}
    assert not (root / "silent" / "locale").exists()


def test_a_second_run_changes_nothing(root: Path) -> None:
    list(refresh(root))
    first = {path: path.read_bytes() for path in root.rglob("*.po")}
    os.utime(next(iter(first)), (1, 1))
    list(refresh(root))
    assert {path: path.read_bytes() for path in root.rglob("*.po")} == first
    assert next(iter(first)).stat().st_mtime == 1


def test_a_catalogue_names_no_line_and_no_day(root: Path) -> None:
    list(refresh(root))
    text = catalogue_of(root / "goals", "ar").read_text()
    assert "#:" not in text
    assert "Date" not in text
    assert '#, python-format\nmsgid "%(count)s goal"' in text
    assert "msgstr[5]" in text


def test_translations_stay_and_leave_with_their_text(root: Path) -> None:
    list(refresh(root))
    written = catalogue_of(root / "goals", "id")
    translate(written, "Board", "Papan")
    translate(written, "More", "Lagi")
    page = root / "goals" / "templates" / "goals" / "board.html"
    page.write_text(PAGE.replace('_("More")', '_("Less")'))
    text = refreshed(texts_of(root / "goals"), written, "id")
    assert 'msgid "Board"\nmsgstr "Papan"' in text
    assert "Lagi" not in text
    assert 'msgid "Less"\nmsgstr ""' in text


def test_a_text_that_becomes_plural_is_translated_anew(root: Path) -> None:
    list(refresh(root))
    written = catalogue_of(root / "goals", "id")
    translate(written, "Board", "Papan")
    (root / "goals" / "more.py").write_text('ngettext("Board", "Boards", 2)')
    page = root / "goals" / "templates" / "goals" / "board.html"
    page.write_text(PAGE.replace("{% translate 'Board' %}", ""))
    assert 'msgid_plural "Boards"\nmsgstr[0] ""' in refreshed(texts_of(root / "goals"), written, "id")


def test_count_wants_every_plural_form(root: Path) -> None:
    list(refresh(root))
    written = catalogue_of(root / "goals", "ar")
    written.write_text(written.read_text().replace('msgstr[1] ""', 'msgstr[1] "هدف"', 1))
    assert count(written) == (0, 8)


def test_compiled_when_newer_and_only_then(root: Path) -> None:
    list(refresh(root))
    written = catalogue_of(root / "goals", "ar")
    forms = ["لا أهداف", "هدف", "هدفان", "%(count)s أهداف", "%(count)s هدفًا", "%(count)s هدف"]
    text = written.read_text()
    start = text.index('msgid_plural "%(count)s goals"\n')
    end = text.index("\n\n", start)
    plural = "\n".join(f'msgstr[{number}] "{form}"' for number, form in enumerate(forms))
    written.write_text(text[:start] + f'msgid_plural "%(count)s goals"\n{plural}' + text[end:])
    assert compile_new(root) == 6
    assert compile_new(root) == 0
    with written.with_suffix(".mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    numbers = [0, 1, 2, 3, 11, 100, 103, 111]
    said = [catalogue.ngettext("%(count)s goal", "%(count)s goals", number) for number in numbers]
    assert said == [forms[place] for place in (0, 1, 2, 3, 4, 5, 3, 4)]
    assert catalogue.gettext("Board") == "Board"
    newer = written.with_suffix(".mo").stat().st_mtime + 5
    os.utime(written, (newer, newer))
    assert compile_new(root) == 1


def test_an_untranslated_plural_hides_nothing(root: Path) -> None:
    list(refresh(root))
    compile_new(root)
    with catalogue_of(root / "goals", "ar").with_suffix(".mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    fallback = gettext.NullTranslations()
    fallback.ngettext = lambda one, many, number: "said elsewhere"  # type: ignore[method-assign]
    catalogue.add_fallback(fallback)
    assert catalogue.ngettext("%(count)s goal", "%(count)s goals", 3) == "said elsewhere"


def test_borrowed_texts_are_compiled_too(root: Path) -> None:
    list(refresh(root))
    written = root / "site" / "borrowed" / "id" / "LC_MESSAGES" / "django.po"
    written.parent.mkdir(parents=True)
    written.write_text(catalogue_of(root / "goals", "id").read_text())
    assert compile_new(root) == 7
    assert written.with_suffix(".mo").exists()
