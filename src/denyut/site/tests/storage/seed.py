# ruff: noqa: E402 the models only exist after the set-up
"""`python -m …seed`: a small company in this data directory, with goals, check-ins, talk and a file."""

import django

django.setup()

from decimal import Decimal
from pathlib import Path

from django.conf import settings

from denyut.chat.actions import open_room, say
from denyut.okr.actions import check_in
from denyut.people.actions import make_token
from denyut.site.storage.migrations import bring_up_to_date
from tests.goals import make_goals
from tests.world import make_world


def sow() -> None:
    bring_up_to_date()
    world = make_world()
    goals = make_goals(world)
    for value in ("27", "24.5", "18.000001"):
        check_in(world.mei, goals.median, value=Decimal(value), confidence=60, note="=1+1 复盘 🎯")
    check_in(world.bo, goals.rules, value=Decimal(3))
    room = open_room(world.cem, name="Service desk")
    say(world.cem, room, text="Antrian sudah lancar")
    make_token(world.mei, world.mei, name="laptop")
    kept = Path(settings.DATA_DIR) / "files" / "logos"
    kept.mkdir(parents=True)
    (kept / "logo.svg").write_text("<svg/>")


if __name__ == "__main__":
    sow()
