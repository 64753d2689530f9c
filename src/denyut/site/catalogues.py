"""Translations: the compiled catalogues are made from the written ones when those are newer."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_new(root: Path) -> int:
    """Compile every catalogue below `root` whose text is newer than its compiled form. Returns how many."""
    return sum(_compile(written) for written in sorted(root.glob("*/locale/*/LC_MESSAGES/django.po")))


def _compile(written: Path) -> bool:
    compiled = written.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= written.stat().st_mtime:
        return False
    with written.open("rb") as source:
        catalogue = read_po(source)
    fresh = compiled.with_suffix(".new")
    with fresh.open("wb") as target:
        write_mo(target, catalogue)
    fresh.replace(compiled)
    return True
