from pathlib import Path

from denyut.site.storage.statics import IMPORT, joined

CSS = Path(__file__).resolve().parents[1] / "static" / "denyut" / "css"


def test_the_stylesheet_is_served_in_one_piece() -> None:
    whole = joined(CSS / "denyut.css")
    assert "@import" not in whole
    names = IMPORT.findall((CSS / "denyut.css").read_text(encoding="utf8"))
    assert sorted(names) == sorted(p.name for p in CSS.glob("*.css") if p.name != "denyut.css")
    assert all((CSS / name).read_text(encoding="utf8") in whole for name in names)


def test_imports_stand_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a{}")
    (tmp_path / "b.css").write_text("b{}")
    (tmp_path / "all.css").write_text('@layer x;\n@import url("b.css");\n@import url("a.css");\n')
    assert joined(tmp_path / "all.css") == "@layer x;\nb{}\na{}\n"
