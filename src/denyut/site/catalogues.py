"""Translations: the compiled catalogues are made from the written ones when those are newer.

An app's own texts lie in its folder `locale`; `site/borrowed` holds texts of the libraries that those leave untranslated.
"""

import os
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PLACES = ("*/locale/*/LC_MESSAGES/django.po", "site/borrowed/*/LC_MESSAGES/django.po")


def compile_new(root: Path) -> int:
    """Compile every catalogue below `root` whose text is newer than its compiled form. Returns how many."""
    return sum(_compile(written) for written in sorted(chain.from_iterable(map(root.glob, PLACES))))


def is_translated(message: Message) -> bool:
    """Whether a message has its translation, every plural form included."""
    return bool(message.string) if isinstance(message.string, str) else all(message.string or [""])


def _compile(written: Path) -> bool:
    compiled = written.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= written.stat().st_mtime:
        return False
    with written.open("rb") as source:
        catalogue = read_po(source)
    # An empty plural would be compiled as the English one, and hide a translation that another catalogue has.
    for message in [message for message in catalogue if message.id and not is_translated(message)]:
        catalogue.delete(message.id, message.context)
    # Under a name of its own: two first runs at once may both compile.
    fresh = compiled.with_suffix(f".{os.getpid()}")
    with fresh.open("wb") as target:
        write_mo(target, catalogue)
    fresh.replace(compiled)
    return True
