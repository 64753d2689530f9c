"""A walk through the house: sizes, who writes, what templates and styles may hold."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "denyut"
WRITES = {"save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create"}
# Actions write. So do the spine's own books and jobs, and outlets' and storage's bookkeeping, which have no rule to ask.
MAY_WRITE = ("actions", "migrations", "tests", "spine", "storage", "restore", "bench")
REGISTRIES = re.compile(r"https?://[^\s\"']*(pypi|npmjs|debian\.org)", re.IGNORECASE)


def is_test(path: Path) -> bool:
    return "tests" in path.parts or path.name in ("conftest.py",)


def code() -> list[Path]:
    return [p for p in sorted(SOURCE.rglob("*.py")) if not is_test(p) and "migrations" not in p.parts]


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_too_long() -> None:
    assert [named(p) for p in code() if len(p.read_text(encoding="utf8").splitlines()) > 300] == []


def test_no_function_is_too_long() -> None:
    lengths = [(named(p), f.name) for p in code() for f in functions(p) if (f.end_lineno or 0) - f.lineno + 1 > 50]
    assert lengths == []


def lines_of_code(path: Path) -> int:
    """Lines that hold code: no blanks, comments or docstrings."""
    tree = ast.parse(path.read_text(encoding="utf8"))
    words = {id(n) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
    words |= {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and id(n) in words}
    return len({n.lineno for n in ast.walk(tree) if hasattr(n, "lineno") and id(n) not in words})


def test_the_spine_is_small_and_names_no_feature() -> None:
    own = [p for p in code() if "spine" in p.parts and "jobs" not in p.parts and "management" not in p.parts]
    assert sum(map(lines_of_code, own)) <= 800
    imports = re.compile(r"denyut\.(people|okr|chat|metrics|boards|exchange|gateway|live|site)\b")
    assert [named(p) for p in own if imports.search(p.read_text(encoding="utf8"))] == []


def written_outside_actions(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            receiver = ast.unparse(node.func.value)
            if ".objects" in receiver or re.search(r"_set$|\binstance\b|\bself\.object\b", receiver):
                found.append(f"{named(path)}:{node.lineno} {receiver}.{node.func.attr}")
    return found


def test_only_actions_write() -> None:
    others = [p for p in code() if not any(word in part for part in p.relative_to(SOURCE).parts for word in MAY_WRITE)]
    assert [line for path in others for line in written_outside_actions(path)] == []


def test_only_actions_record() -> None:
    others = [p for p in code() if "actions" not in str(p) and "spine" not in p.parts]
    assert [named(p) for p in others if re.search(r"^\s+(?:\w+ = )?record\(", p.read_text(encoding="utf8"), re.M)] == []


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html"))


def test_templates_are_short() -> None:
    assert [named(p) for p in templates() if len(p.read_text(encoding="utf8").splitlines()) > 120] == []


def test_templates_hold_no_inline_style_script_or_handler() -> None:
    forbidden = re.compile(
        r"\sstyle=|\son\w+=|javascript:|hx-on|hx-live|<script(?![^>]*\b(?:src|type=\"(?:importmap|application/json)\"))"
    )
    pages = [p for p in templates() if "mail" not in p.parts]
    assert [named(p) for p in pages if forbidden.search(p.read_text(encoding="utf8"))] == []


def test_a_nonce_stands_on_one_line() -> None:
    assert [
        named(p) for p in templates() if re.search(r"{%\s*csp_nonce_attr[^%]*\n", p.read_text(encoding="utf8"))
    ] == []


def test_custom_elements_are_short() -> None:
    own = [p for p in sorted(SOURCE.rglob("static/**/*.js")) if "vendor" not in p.parts]
    assert [named(p) for p in own if len(p.read_text(encoding="utf8").splitlines()) > 120] == []


def test_styles_know_no_left_or_right() -> None:
    physical = re.compile(r"(margin|padding|border)-(left|right)|text-align:\s*(left|right)|[;{\s](left|right)\s*:")
    assert [named(p) for p in sorted(SOURCE.rglob("*.css")) if physical.search(p.read_text(encoding="utf8"))] == []


def test_nothing_is_left_undone() -> None:
    undone = re.compile(r"#\s*(TODO|FIXME|XXX)|raise NotImplementedError")
    assert [named(p) for p in code() if undone.search(p.read_text(encoding="utf8"))] == []


def test_no_file_names_a_package_registry() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    texts = [
        ROOT / name
        for name in listed
        if name.endswith((".py", ".txt", ".md", ".toml", ".json", ".html", ".js", ".css", "run", "denyut"))
    ]
    assert [
        named(p) for p in texts if p.is_file() and REGISTRIES.search(p.read_text(encoding="utf8", errors="replace"))
    ] == []


def test_texts_are_marked_by_names_that_the_extraction_knows() -> None:
    renamed = re.compile(r"import (?:n?p?gettext(?:_lazy)?) as (?!_\b)")
    assert [named(p) for p in code() if renamed.search(p.read_text(encoding="utf8"))] == []
