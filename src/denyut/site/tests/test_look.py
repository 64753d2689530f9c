"""The look: what templates, styles and vendored files promise to each other."""

import hashlib
import json
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2]
STATIC = PACKAGE / "site" / "static" / "denyut"
TEMPLATES = sorted(path for path in PACKAGE.glob("*/templates/**/*.html") if "mail" not in path.parts)
STYLES = sorted((STATIC / "css").glob("*.css"))
ENTRY = STATIC / "css" / "denyut.css"

# A strict policy forbids these, so a browser would drop them in silence.
INLINE = re.compile(
    r"\sstyle=|\son[a-z]+=|<style|hx-on|<script(?![^>]*(?:src=|type=\"application/json\"))", re.IGNORECASE
)
SIDES = "left|right|top|bottom"
PHYSICAL = re.compile(
    rf"(?<![a-z.-])((?:margin|padding|border|inset)-(?:{SIDES})|{SIDES}|(?:min-|max-)?(?:width|height))\s*:"
)
ICON = re.compile(r"(?:icons }}|sprite\.svg' %})#([a-z0-9-]+)\"")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_template_has_nothing_inline(path: Path) -> None:
    assert INLINE.findall(path.read_text()) == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_style_is_logical(path: Path) -> None:
    rules = re.sub(r"@(?:media|container)[^{]*\{", "{", path.read_text())
    assert PHYSICAL.findall(rules) == []


@pytest.mark.parametrize("path", [path for path in STYLES if path != ENTRY], ids=lambda path: path.name)
def test_style_stays_in_a_layer(path: Path) -> None:
    outside = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL).strip()
    assert re.match(r"@layer [a-z]+ \{", outside)
    assert _ends_with_its_first_block(outside)


def test_every_style_is_imported_once() -> None:
    assert sorted(re.findall(r'@import url\("([^"]+)"\)', ENTRY.read_text())) == sorted(
        p.name for p in STYLES if p != ENTRY
    )


def test_every_icon_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons" / "sprite.svg").read_text()))
    asked = {name for path in TEMPLATES for name in ICON.findall(path.read_text())}
    assert asked - drawn == set()


def test_vendored_files_are_what_their_list_says() -> None:
    listed = json.loads((STATIC / "vendor" / "vendor.json").read_text())
    found = {entry["file"]: _digest(STATIC / "vendor" / entry["file"]) for entry in listed}
    assert found == {entry["file"]: entry["sha256"] for entry in listed}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _ends_with_its_first_block(text: str) -> bool:
    depth = 0
    for place, character in enumerate(text):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == "}" and depth == 0:
            return place == len(text) - 1
    return False
