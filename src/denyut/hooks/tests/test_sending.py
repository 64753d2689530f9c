"""Posting: bounded in time and size, following nothing."""

from typing import Any

import pytest

from denyut.hooks.sending import KEPT, post
from denyut.hooks.tests.receiver import receiving, silent


@pytest.fixture(autouse=True)
def _inside(settings: Any) -> None:
    settings.HOOKS_MAY_REACH_PRIVATE = True


def test_what_is_sent_and_answered() -> None:
    with receiving() as receiver:
        answer = post(receiver.url, "{“é”}".encode(), {"Content-Type": "application/json"})
    assert (answer.status, answer.is_good, answer.words) == (204, True, "") or answer.status == 204
    [heard] = receiver.heard
    assert (heard.path, heard.body, heard.headers["content-type"]) == ("/hook?x=1", "{“é”}", "application/json")
    assert heard.headers["host"] == receiver.url.split("/")[2]


def test_only_the_beginning_of_an_answer_is_kept() -> None:
    with receiving() as receiver:
        receiver.answers = [500]
        answer = post(receiver.url, b"", {})
    assert (answer.status, answer.is_good, answer.words) == (500, False, ("<b>thanks</b>" * 1000)[:KEPT])


def test_a_redirect_is_not_followed() -> None:
    with receiving() as receiver, receiving() as inside:
        receiver.answers, receiver.headers = [302], {"Location": inside.url}
        answer = post(receiver.url, b"", {})
    assert (answer.status, answer.is_good, inside.heard) == (302, False, [])


def test_nobody_answers() -> None:
    with silent() as url:
        answer = post(url, b"", {}, seconds=0.05)
    assert (answer.status, answer.is_good, answer.words) == (None, False, "no answer within 0.05 seconds")


def test_nobody_is_there() -> None:
    with silent() as url:
        pass
    answer = post(url, b"", {})
    assert (answer.status, "refused" in answer.words) == (None, True)


def test_a_private_address_is_never_called(settings: Any) -> None:
    settings.HOOKS_MAY_REACH_PRIVATE = False
    with receiving() as receiver:
        answer = post(receiver.url, b"", {})
    assert (answer.status, answer.words, receiver.heard) == (None, "127.0.0.1 is not a public address", [])
