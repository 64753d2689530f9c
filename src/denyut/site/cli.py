"""The command line: `denyut demo`, `denyut serve`, … and Django's own commands behind them."""

import os
import sys
from pathlib import Path

from denyut.site.catalogues import compile_new

COMMANDS = {
    "demo": "load the demo company and serve it",
    "serve": "serve this workspace",
    "worker": "run background jobs in a process of their own",
    "import": "bring in goals or check-ins from CSV and Excel files",
    "import-talk": "bring a chat of WhatsApp, Slack or Mattermost into a room",
    "export": "write everything into open formats",
    "backup": "copy the data while it is in use, and verify the copy",
    "restore": "bring a backup back",
    "doctor": "look for trouble: storage, settings, the event log's chain",
    "mail-in": "take a letter from a mail server into the room it is addressed to",
    "token": "print a key for programs that act as a person",
    "bench": "measure this machine against the numbers to reach",
    "test": "run the tests (in a clone)",
    "messages": "write new texts into the translations, and count them (in a clone)",
    "python": "run Python inside the locked environment (in a clone)",
}

OF_A_CLONE = ("test", "python")

USAGE = """Denyut: goals woven into the daily work of a team.

Usage: denyut COMMAND [options]

{commands}

  denyut COMMAND --help   what a command takes
  denyut help             all commands, Django's own included

The data lives in ./data; --data DIR or DENYUT_DATA choose another place, DATABASE_URL a PostgreSQL server."""


def run(arguments: list[str]) -> int:
    """Run one command. Returns its exit code: 0 well, 1 refused in part, 2 not understood or not possible."""
    if not arguments or arguments[0] in ("-h", "--help"):
        width = max(map(len, COMMANDS))
        print(USAGE.format(commands="\n".join(f"  {name:<{width}}   {about}" for name, about in COMMANDS.items())))
        return 0 if arguments else 2
    if arguments[0] in OF_A_CLONE:
        print(f"`denyut {arguments[0]}` belongs to a clone: run ./denyut {arguments[0]} there.", file=sys.stderr)
        return 2
    prepare(arguments)
    # Django reads the settings when it is imported, and they depend on what `prepare` found.
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    try:
        execute_from_command_line(["denyut", arguments[0].replace("-", "_"), *arguments[1:]])
    except KeyboardInterrupt:
        return 130
    return 0


def prepare(arguments: list[str]) -> None:
    """Set the environment that the settings read, and compile the translations that are new."""
    data = _taken(arguments, "--data")
    if data:
        os.environ["DENYUT_DATA"] = str(Path(data).resolve())
    if arguments[0] == "demo":
        os.environ["DENYUT_DEMO"] = "1"
        os.environ.setdefault("DENYUT_DATA", str(Path("data").resolve()))
        os.environ["DENYUT_DATA"] = os.environ["DENYUT_DATA"].rstrip("/") + ("" if data else "/demo")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "denyut.site.settings")
    compile_new(Path(__file__).resolve().parents[1])
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]


def _taken(arguments: list[str], name: str) -> str:
    """Take the option `name VALUE` or `name=VALUE` out of the arguments."""
    for place, word in enumerate(arguments):
        if word == name and place + 1 < len(arguments):
            value = arguments[place + 1]
            del arguments[place : place + 2]
            return value
        if word.startswith(f"{name}="):
            del arguments[place]
            return word.partition("=")[2]
    return ""
