"""What there is to translate: the texts that code and templates mark, app by app, merged into the written catalogues."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from denyut.site.catalogues import is_translated

MARKS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
TEMPLATES = {".html", ".txt"}
# Rooms whose words are read in a terminal, in English, and those that speak to nobody.
SILENT = {"management", "storage", "migrations", "tests", "static", "locale"}
# Django's own forms: a second set for the same language would split its catalogue in two.
PLURALS = {
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
        "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
    "id": "nplurals=1; plural=0;",
    "ms": "nplurals=1; plural=0;",
    "th": "nplurals=1; plural=0;",
    "vi": "nplurals=1; plural=0;",
    "zh_Hans": "nplurals=1; plural=0;",
}
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: %(locale)s\\n"\n'
    '"Plural-Forms: %(plural)s\\n"\n\n'
)


def catalogue_of(app: Path, locale: str) -> Path:
    """Where the written catalogue of an app lies in a locale ("zh_Hans")."""
    return app / "locale" / locale / "LC_MESSAGES" / "django.po"


def texts_of(app: Path) -> Catalog:
    """Every text of the app that is marked for translation, without any translation."""
    texts = Catalog()
    for source in sorted(app.rglob("*")):
        if source.suffix in {".py", *TEMPLATES} and not SILENT.intersection(source.relative_to(app).parts):
            for text, context in _marked(source):
                texts.add(text, context=context)
    return texts


def _marked(source: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    code = source.read_text(encoding="utf8")
    if source.suffix in TEMPLATES:
        # The indentation of a template means nothing, but the reader of Python would stumble over it.
        code = "\n".join(line.strip() for line in templatize(code, origin=str(source)).splitlines())
    for _line, text, _comments, context in extract("python", BytesIO(code.encode()), MARKS):
        yield text, context


def refreshed(texts: Catalog, written: Path, locale: str) -> str:
    """What the catalogue `written` says when it holds exactly these texts, each with the translation it had, if any."""
    header = (HEADER % {"locale": locale, "plural": PLURALS[locale]}).encode()
    before = read_po(BytesIO(written.read_bytes() if written.exists() else header))
    # Read from the header, so that the catalogue counts plurals as the language does.
    fresh = read_po(BytesIO(header))
    for text in texts:
        if text.id:
            known = before.get(text.id, text.context)
            string = known.string if known and known.pluralizable == text.pluralizable else None
            fresh.add(text.id, string, context=text.context)
    body = BytesIO()
    write_po(body, fresh, width=0, no_location=True, omit_header=True, sort_output=True)
    return (header + body.getvalue()).decode().rstrip("\n") + "\n"


def refresh(root: Path) -> Iterator[tuple[str, str, int, int]]:
    """Write every catalogue below `root` afresh. Yields app, locale, how many texts are translated, and of how many."""
    for app in sorted(folder for folder in root.iterdir() if folder.is_dir()):
        texts = texts_of(app)
        for locale in PLURALS if len(texts) else ():
            written = catalogue_of(app, locale)
            text = refreshed(texts, written, locale)
            written.parent.mkdir(parents=True, exist_ok=True)
            if not written.exists() or written.read_text(encoding="utf8") != text:
                written.write_text(text, encoding="utf8")
            yield app.name, locale, *count(written)


def count(written: Path) -> tuple[int, int]:
    """How many texts of a written catalogue are translated, in all their plural forms, and how many there are."""
    with written.open("rb") as source:
        messages = [message for message in read_po(source) if message.id]
    return len(list(filter(is_translated, messages))), len(messages)
