import pytest

from denyut.site.cli import COMMANDS, run


@pytest.mark.parametrize("arguments", [["--help"], ["-h"]])
def test_help_names_every_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 0
    told = capsys.readouterr().out
    assert [name for name in COMMANDS if f"  {name} " not in told] == []


def test_nothing_asked_is_not_understood(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Usage: denyut COMMAND" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["test", "python"])
def test_what_belongs_to_a_clone_is_said_so(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name]) == 2
    assert f"./denyut {name}" in capsys.readouterr().err
