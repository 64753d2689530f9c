"""The programs people have, pointed here by changing the host and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from apprise import Apprise, NotifyFormat
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.slack import NotifySlack
from dingtalkchatbot.chatbot import ActionCard, CardItem, DingtalkChatbot
from django.db import transaction

from denyut.chat.actions import open_room
from denyut.chat.models import Line
from denyut.hooks.actions import open_incoming
from denyut.hooks.addresses import path_of
from denyut.hooks.keys import robot_secret
from denyut.hooks.models import Incoming
from tests.world import make_world

pytestmark = [pytest.mark.server, pytest.mark.django_db(transaction=True)]
type Let = Callable[..., Incoming]


@pytest.fixture
def let(transactional_db: None) -> Let:
    """`let("slack")` is an address of this kind in Cem's room."""
    with transaction.atomic():
        world = make_world()
        room = open_room(world.cem, name="Care")
    return lambda kind, **options: open_incoming(world.cem, room, name="Builds", kind=kind, **options)


@pytest.fixture(autouse=True)
def _here(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NotifySlack, "webhook_url", f"{live_server.url}/services")
    monkeypatch.setattr(NotifyDingTalk, "notify_url", f"{live_server.url}/robot/send?access_token={{token}}")
    monkeypatch.setattr(NotifySlack, "request_rate_per_sec", 0)
    monkeypatch.setattr(NotifyDingTalk, "request_rate_per_sec", 0)


def told(url: str, **words: Any) -> bool:
    teller = Apprise()
    assert teller.add(url)
    return bool(teller.notify(**words))


def lines() -> list[str]:
    return list(Line.objects.order_by("id").values_list("text", flat=True))


def test_apprise_slack(let: Let) -> None:
    hook = let("slack")
    url = f"slack://robot@TDENYUT/B{hook.pk}/{hook.token}/?footer=no&image=no"
    assert told(
        url, title="Build 4711", body="*main* is <https://ci.example.com|green>", body_format=NotifyFormat.MARKDOWN
    )
    assert told(f"{url}&blocks=yes", title="Build 4712", body="broken")
    assert lines() == ["**Build 4711**\n\n**main** is [green](https://ci.example.com)", "**Build 4712**\n\nbroken"]
    assert not told(url.replace(hook.token, "x" * 24), body="forged")
    assert len(lines()) == 2


def test_apprise_dingtalk(let: Let) -> None:
    hook = let("dingtalk", is_signed=True)
    assert told(f"dingtalk://{robot_secret(hook)}@{hook.token}/13800138000/", body="disk full")
    assert lines() == ["disk full\n\n@13800138000"]
    plain = let("dingtalk")
    assert told(f"dingtalk://{plain.token}/?format=markdown", title="Disk", body="**full**")
    assert lines()[1:] == ["**Disk**\n\n**full**"]


def test_dingtalkchatbot(let: Let, live_server: Any) -> None:
    hook = let("dingtalk", is_signed=True)
    robot = DingtalkChatbot(f"{live_server.url}{path_of(hook)}", secret=robot_secret(hook))
    fine = {"errcode": 0, "errmsg": "ok"}
    assert robot.send_text("磁盘已满", is_at_all=True) == fine
    assert robot.send_markdown("天气", "#### 杭州\n[看](https://example.com/a)") == fine
    assert robot.send_link("News", "read it", "https://example.com/n") == fine
    assert robot.send_image("https://example.com/p.png") == fine
    assert robot.send_action_card(ActionCard("Go", "now", [CardItem("Open", "https://example.com/o")])) == fine
    two = [CardItem("Yes", "https://example.com/y"), CardItem("No", "https://example.com/n")]
    assert robot.send_action_card(ActionCard("Go", "or not", two)) == fine
    assert robot.send_feed_card([CardItem("One", "https://example.com/1", "https://example.com/p.png")]) == fine
    assert lines() == [
        "磁盘已满\n\n@all",
        "**天气**\n\n**杭州**\n[看](https://example.com/a)",
        "**[News](https://example.com/n)**\n\nread it",
        "https://example.com/p.png",
        "**Go**\n\nnow\n\n[Open](https://example.com/o)",
        "**Go**\n\nor not\n\n[Yes](https://example.com/y) · [No](https://example.com/n)",
        "- [One](https://example.com/1)",
    ]
    stranger = DingtalkChatbot(f"{live_server.url}{path_of(hook)}", secret="SEC" + "0" * 64)
    assert stranger.send_text("forged")["errcode"] == 310000
    assert len(lines()) == 7
